package org.souk.deployer.internal.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStarter.NewCatalog;
import org.souk.api.catalog.CatalogStarter.Outcome;
import org.souk.api.catalog.Catalogs.CheckReport;
import org.souk.api.catalog.Product;
import org.souk.deployer.internal.archive.StagedFiles;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.CatalogReader;
import org.souk.deployer.internal.read.SourceMetadata;

final class TemplateStarterTest {
    private static final CatalogId BAKERY = new CatalogId("corner-bakery");

    @TempDir
    Path folder;

    private final List<Path> checked = new ArrayList<>();
    private TemplateStarter starter;

    @BeforeEach
    void starter() {
        starter = new TemplateStarter(
                path -> {
                    checked.add(path);
                    Problems problems = new Problems();
                    read(path, problems);
                    return new CheckReport("", "", 0, 0, problems.all());
                },
                "/opt/souk");
    }

    @Test
    @DisplayName(
            "an id is enough: the shop has a name, a host, money, products that can be bought, collections and policies")
    void anIdIsEnough() throws IOException {
        Path written = written(beginning("", List.of(), "", ""));

        assertThat(written).isEqualTo(folder.resolve("corner-bakery.catalog"));
        Problems problems = new Problems();
        Catalog catalog = read(written, problems);
        assertThat(problems.all()).isEmpty();
        assertThat(catalog.id()).isEqualTo(BAKERY);
        assertThat(catalog.settings().name()).isEqualTo("Corner Bakery");
        assertThat(catalog.hosts()).hasToString("[corner-bakery.localhost]");
        assertThat(catalog.settings().currency()).hasToString("EUR");
        assertThat(catalog.settings().locale().toLanguageTag()).isEqualTo("en");
        assertThat(catalog.products()).hasSize(4).allMatch(product -> !product.images()
                .isEmpty());
        assertThat(catalog.products()).anyMatch(product -> product.variants().size() == 4);
        assertThat(catalog.collections())
                .hasSize(3)
                .allMatch(collection -> !collection.products().isEmpty());
        assertThat(written.resolve("catalog.yaml"))
                .content()
                .startsWith("# yaml-language-server: $schema=/opt/souk/schema/catalog.schema.json\n")
                .doesNotContain("${");
        assertThat(written.resolve("README.md")).content().doesNotContain("${");
    }

    @Test
    @DisplayName("what is wished for is in it, and every file of the starter")
    void wishes() throws IOException {
        Path written = written(
                beginning("Ümit's \"Ofen\" \\ #1: ${host}", List.of("a.example", "*.b.example"), "JPY", "tr-TR"));

        Catalog catalog = read(written, new Problems());
        assertThat(catalog.settings().name()).isEqualTo("Ümit's \"Ofen\" \\ #1: ${host}");
        assertThat(catalog.hosts()).hasToString("[a.example, *.b.example]");
        assertThat(catalog.settings().currency()).hasToString("JPY");
        assertThat(catalog.settings().locale().toLanguageTag()).isEqualTo("tr-TR");
        assertThat(catalog.products().stream().map(Product::handle)).contains("enamel-mug");
        assertThat(names(written))
                .isEqualTo(names(Path.of("src/main/resources/starter")))
                .isEqualTo(StarterFiles.NAMES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog.yaml", "README.md"})
    @DisplayName("the archetype fills in the same, and has the same defaults: its golden project says so")
    void agreesWithTheArchetype(String name) {
        Path golden =
                Path.of("../../catalogs/archetype/src/test/resources/projects/bakery/reference/src/main/resources");
        Path written = written(beginning("", List.of(), "", ""));

        assertThat(written.resolve(name)).hasSameTextualContentAs(golden.resolve(name));
    }

    @ParameterizedTest
    @CsvSource({
        "a, A",
        "corner-bakery, Corner Bakery",
        "shop--24, Shop 24",
        "x1, X1",
    })
    void makesANameOfTheId(String id, String name) {
        Path written = written(new NewCatalog(new CatalogId(id), " ", List.of(), "", ""));

        assertThat(read(written, new Problems()).settings().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bread | no host | EUR | en | no host",
                "Bread | *.com | EUR | en | claims too much",
                "Bread | '' | EUR | en | host",
                "Bread | a.example | eur | en | 'eur' is no currency; write three capital letters",
                "Bread | a.example | EUR\", x: \"y | en | is no currency",
                "Bread | a.example | EUR | english_GB | is no language",
                "'two\nlines' | a.example | EUR | en | must be one line",
            })
    @DisplayName("what no catalog can have is refused in one line, and nothing is written")
    void refuses(String name, String host, String currency, String locale, String told) {
        String reason = refused(beginning(name, List.of(host), currency, locale), folder);

        assertThat(reason).contains(told).doesNotContain("\n");
        assertThat(folder).isEmptyDirectory();
        assertThat(checked).hasSize(1).noneMatch(Files::exists);
    }

    @Test
    @DisplayName("a host that appears twice is only a warning in a catalog; a new one has none")
    void warningsCount() {
        assertThat(refused(beginning("", List.of("a.example", "a.example"), "", ""), folder))
                .contains("appears twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "file", "link"})
    @DisplayName("what is there stays as it is")
    void neverOverwrites(String kind) throws IOException {
        Path there = folder.resolve("corner-bakery.catalog");
        switch (kind) {
            case "folder" -> Files.writeString(Files.createDirectory(there).resolve("catalog.yaml"), "mine");
            case "file" -> Files.writeString(there, "mine");
            default -> Files.createSymbolicLink(there, Path.of("/no/such/place"));
        }

        assertThat(refused(beginning("", List.of(), "", ""), folder)).contains(there + " is there already");
        assertThat(names(folder)).hasSize(1);
    }

    @Test
    @DisplayName("a folder that is not there, or is a file, is not made")
    void noFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(refused(beginning("", List.of(), "", ""), folder.resolve("none")))
                .isEqualTo("There is no folder " + folder.resolve("none") + "; make it first, or name another");
        assertThat(refused(beginning("", List.of(), "", ""), file)).contains("no folder");
        assertThat(checked).isEmpty();
    }

    @Test
    @DisplayName("a disk that refuses in the middle leaves nothing behind")
    void fullDisk() throws IOException {
        // simulates a full disk, also for root: the folder's name is too long for its files
        Path deep = folder;
        while (deep.toString().length() < 4060) {
            deep = deep.resolve("d".repeat(Math.min(200, 4070 - deep.toString().length())));
        }
        assertThat(deep.toString().length()).isLessThan(4096);
        Files.createDirectories(deep);

        assertThat(refused(beginning("", List.of(), "", ""), deep))
                .contains("Nothing can be written to", "name another folder");
        assertThat(deep).isEmptyDirectory();
    }

    @Test
    @DisplayName("others may read what was written as far as the container's mask allows")
    void readable() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        Path written = written(beginning("", List.of(), "", ""));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)));
    }

    private static NewCatalog beginning(String name, List<String> hosts, String currency, String locale) {
        return new NewCatalog(BAKERY, name, hosts, currency, locale);
    }

    private Path written(NewCatalog beginning) {
        Outcome outcome = starter.write(beginning, folder);
        assertThat(outcome).isInstanceOf(Outcome.Written.class);
        return ((Outcome.Written) outcome).folder();
    }

    private String refused(NewCatalog beginning, Path into) {
        Outcome outcome = starter.write(beginning, into);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).reason();
    }

    private static Catalog read(Path path, Problems problems) {
        try {
            return new CatalogReader(Limits.DEFAULT)
                    .read(new StagedFiles(path), new SourceMetadata("1", List.of(), "digest", false), problems)
                    .catalogOrNull();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(path -> !Files.isDirectory(path))
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
