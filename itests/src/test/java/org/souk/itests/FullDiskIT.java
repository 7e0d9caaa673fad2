package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A full disk: the new version is refused with a message, the old one stays live, and freed space deploys the new one. */
class FullDiskIT {
    private static final Duration PROMISED = Duration.ofSeconds(2);
    /** No event says that a disk has space again, so the container retries every few seconds. */
    private static final Duration TRIED_AGAIN = Duration.ofSeconds(5).plus(PROMISED);

    private static final String HOST = "roomy.localhost";
    private static final int MEGABYTE = 1 << 20;

    private static Container container;
    private static boolean small;

    /** With 16 MB for catalogs, where that is allowed. */
    @BeforeAll
    static void start() {
        small = SmallDisk.isAllowed();
        // the database's own share of so small a disk would leave no room for catalogs
        container = SmallDisk.launch("full-disk", 16, Map.of("SOUK_DB_SPARE_MEGABYTES", "0"));
        container.awaitReady();
    }

    @AfterAll
    static void stop() {
        assertThat(Containers.close(container))
                .isNotEmpty()
                .allMatch(line -> line.contains("disk space"), "is of the disk");
    }

    @Test
    @DisplayName("a file system of 16 MB: room is made by removing another shop, and from outside")
    void smallFileSystem() {
        assumeTrue(small, "this machine lets nobody mount a file system of his own; the other test has no room too");
        Path lump = new ShopFiles("lump", "lump.localhost")
                .with("static/lump.bin", SmallDisk.noise(5 * MEGABYTE))
                .drop(container.deploy());
        awaitStatus("lump.localhost", 200);
        refusedAndBack(6 * MEGABYTE, 1, () -> {}, () -> ShopFiles.delete(lump));
        awaitStatus("lump.localhost", 421);
        Path filler = SmallDisk.of(container).resolve("filler");
        refusedAndBack(
                5 * MEGABYTE,
                3,
                () -> ShopFiles.put(filler, SmallDisk.noise(8 * MEGABYTE)),
                () -> ShopFiles.delete(filler));
    }

    @Test
    @DisplayName("a limit on what the process may write, as a quota would set one")
    void limitedProcess() {
        refusedAndBack(6 * MEGABYTE, 5, () -> limit(String.valueOf(4 * MEGABYTE)), () -> limit("unlimited"));
    }

    private static void refusedAndBack(int bytes, int edition, Runnable takeRoom, Runnable makeRoom) {
        ShopFiles shop = new ShopFiles("roomy", HOST).edition(edition, 20);
        Path file = shop.drop(container.deploy());
        Path problems = file.resolveSibling(file.getFileName() + ".problems.txt");
        awaitEdition(PROMISED, edition);
        try (Load load = new Load(container, HOST, List.of("/", "/p/item-1"), new Editions())) {
            takeRoom.run();
            shop.edition(edition + 1, 20)
                    .with("static/large.bin", SmallDisk.noise(bytes))
                    .drop(container.deploy());
            Await.until(PROMISED, () -> "it is refused", () -> Files.exists(problems));
            assertThat(problems).content().contains("disk space", "the version before it stays live");
            assertThat(container.client("catalog:info roomy").output()).contains("disk space");
            assertThat(Editions.is(Http.get(container.httpPort(), HOST, "/"), edition))
                    .isTrue();
            makeRoom.run();
            awaitEdition(TRIED_AGAIN, edition + 1);
            Await.until(PROMISED, () -> "its problems are gone", () -> !Files.exists(problems));
            load.assertUnharmed();
        }
        ShopFiles.delete(file);
        awaitStatus(HOST, 421);
    }

    private static void awaitEdition(Duration deadline, int edition) {
        Await.until(
                deadline,
                () -> "edition " + edition + " is live: " + Http.get(container.httpPort(), HOST, "/"),
                () -> Editions.is(Http.get(container.httpPort(), HOST, "/"), edition));
    }

    private static void awaitStatus(String host, int status) {
        Await.until(
                PROMISED,
                () -> host + " answers " + status,
                () -> Http.get(container.httpPort(), host, "/").status() == status);
    }

    private static void limit(String bytes) {
        String pid = String.valueOf(container.java().pid());
        assertThat(SmallDisk.runs("prlimit", "--pid", pid, "--fsize=" + bytes + ":"))
                .isTrue();
    }
}
