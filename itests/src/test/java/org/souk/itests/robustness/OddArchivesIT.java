package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.souk.itests.ShopFiles;

/** Archives and tables of other programs: what can be read is read, and a refusal names the true cause. */
@ExtendWith(Drops.InContainer.class)
class OddArchivesIT {
    private static final String HOST = "odd.localhost";
    private static final String YAML = "id: odd\nname: Odd\nhosts: [odd.localhost]\ncurrency: GBP\nlocale: en-GB\n";
    private static final String TABLE = "Handle,Title,Variant Price\nitem-1,Item,10.00\n";
    private static final byte[] NONE = {};

    private final Drops drops;

    OddArchivesIT(Drops drops) {
        this.drops = drops;
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                refused(
                        "an encrypted zip",
                        withTable(HandmadeZip.STORED, HandmadeZip.ENCRYPTED),
                        "(?i)encrypted|password"),
                refused("Deflate64 of Windows", withTable(HandmadeZip.DEFLATE64, 0), "(?i)deflate64"),
                refused("bzip2", withTable(HandmadeZip.BZIP2, 0), "(?i)bzip2"),
                refused("LZMA", withTable(HandmadeZip.LZMA, 0), "(?i)lzma"),
                refused("Zstandard", withTable(HandmadeZip.ZSTD, 0), "(?i)zst"),
                refused(
                        "a path upwards with backslashes",
                        catalog().file("static\\..\\..\\outside.txt", "x").bytes(),
                        "outside\\.txt"),
                refused("a drive letter", catalog().file("C:\\outside.txt", "x").bytes(), "outside\\.txt"),
                refused(
                        "a workbook renamed to csv",
                        new HandmadeZip()
                                .file("catalog.yaml", YAML)
                                .entry(
                                        "products.csv",
                                        new HandmadeZip()
                                                .file("xl/workbook.xml", "<workbook/>")
                                                .bytes(),
                                        HandmadeZip.STORED,
                                        0,
                                        NONE)
                                .bytes(),
                        "(?i)products\\.csv.*(xlsx|excel|workbook|spreadsheet)"),
                refused("a host with a scheme", yaml("hosts: [\"https://odd.localhost\"]"), "(?i)https"),
                refused("an unquoted wildcard", yaml("hosts: [*.odd.example]"), "(?i)quot"));
    }

    private static Arguments refused(String what, byte[] zip, String pattern) {
        return Arguments.of(what, zip, pattern);
    }

    private static HandmadeZip catalog() {
        return new HandmadeZip().file("catalog.yaml", YAML).file("products.csv", TABLE);
    }

    private static byte[] withTable(int method, int flags) {
        return new HandmadeZip()
                .file("catalog.yaml", YAML)
                .entry("products.csv", TABLE.getBytes(StandardCharsets.UTF_8), method, flags, NONE)
                .bytes();
    }

    private static byte[] yaml(String hosts) {
        return new HandmadeZip()
                .file("catalog.yaml", YAML.replaceFirst("hosts: .*", hosts))
                .file("products.csv", TABLE)
                .bytes();
    }

    @Test
    @DisplayName("less than 2 MB that would become 203,000 folders, which no entry names, become none")
    void folders() {
        HandmadeZip zip = new HandmadeZip()
                .file("catalog.yaml", YAML.replace("odd", "bomb"))
                .file("products.csv", TABLE);
        for (int i = 0; i < 7_000; i++) {
            zip.entry("static/" + i + "/d".repeat(28) + "/x", NONE, HandmadeZip.STORED, 0, NONE);
        }
        Path file = ShopFiles.put(drops.deploy().resolve("bomb.catalog.zip"), zip.bytes());
        try {
            assertThat(drops.problems(file)).containsPattern("200[.,\u00a0 ]?000");
            drops.othersAreTaken();
        } finally {
            drops.remove(file);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void causes(String what, byte[] zip, String pattern) {
        Path file = ShopFiles.put(drops.deploy().resolve("odd.catalog.zip"), zip);
        try {
            assertThat(drops.problems(file)).containsPattern(pattern).doesNotContain("copy it again");
            assertThat(drops.status(HOST)).isEqualTo(421);
        } finally {
            drops.remove(file);
        }
    }

    static Stream<Arguments> readable() {
        byte[] table = TABLE.getBytes(StandardCharsets.UTF_8);
        byte[] timestamps = {'U', 'T', 5, 0, 3, 0, 0, 0, 0x5a};
        byte[] unknown = {0x34, 0x12, 2, 0, 1, 2};
        byte[] torn = {0x34, 0x12, 99, 0, 1};
        return Stream.of(
                Arguments.of(
                        "names that begin with ./",
                        new HandmadeZip()
                                .file("./catalog.yaml", YAML)
                                .file("./products.csv", TABLE)
                                .bytes()),
                Arguments.of(
                        "backslashes of Windows",
                        catalog().file("static\\look.txt", "x").bytes()),
                Arguments.of(
                        "a table whose first lines are empty",
                        new HandmadeZip()
                                .file("catalog.yaml", YAML)
                                .file("products.csv", "\n  \n" + TABLE)
                                .bytes()),
                Arguments.of("the icon of macOS", catalog().file("Icon\r", "").bytes()),
                Arguments.of("extra fields with times", with(table, timestamps)),
                Arguments.of("an extra field that nobody knows", with(table, unknown)),
                Arguments.of("an extra field that is torn", with(table, torn)));
    }

    private static byte[] with(byte[] table, byte[] extra) {
        return new HandmadeZip()
                .file("catalog.yaml", YAML)
                .entry("products.csv", table, HandmadeZip.DEFLATED, 0, extra)
                .bytes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void readable(String what, byte[] zip) {
        Path file = ShopFiles.put(drops.deploy().resolve("odd.catalog.zip"), zip);
        try {
            drops.awaitPrice(HOST, 1000);
            assertThat(Drops.problemsFile(file)).doesNotExist();
        } finally {
            drops.remove(file);
        }
        drops.awaitGone(HOST);
    }

    @Test
    @DisplayName("an update that would drop most products is refused with the counts, until an operator accepts it")
    void updateThatLosesTheShop() {
        ShopFiles shop = new ShopFiles("odd", HOST).products(50, "10.00", 5);
        Path file = shop.drop(drops.deploy());
        try {
            drops.awaitPrice(HOST, 1000);
            shop.products(20, "11.00", 5).drop(drops.deploy());
            assertThat(drops.problems(file)).contains("50", "20", "catalog:accept odd");
            assertThat(drops.price(HOST)).contains("\"amount\":1000");
            assertThat(drops.container.client("catalog:accept odd").status()).isZero();
            drops.awaitPrice(HOST, 1100);
            assertThat(Drops.problemsFile(file)).doesNotExist();
        } finally {
            drops.remove(file);
        }
    }
}
