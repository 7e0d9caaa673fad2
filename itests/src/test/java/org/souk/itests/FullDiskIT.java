package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A disk without room: the new version is refused in words, the one before sells on, and the new one comes by itself when there is room. */
class FullDiskIT {
    private static final Duration PROMISED = Duration.ofSeconds(2);
    /** Nobody tells when a disk has room again, so it is tried every few seconds. */
    private static final Duration TRIED_AGAIN = Duration.ofSeconds(5).plus(PROMISED);

    private static final String HOST = "roomy.localhost";
    private static final int MEGABYTE = 1 << 20;

    @Test
    @DisplayName("a file system of 16 MB: room is made by removing another shop, and from outside")
    void smallFileSystem() throws IOException {
        List<String> namespace = List.of("unshare", root() ? "-m" : "-rm", "sh", "-c");
        String mount = "mkdir -p data/souk && mount -t tmpfs -o size=16m tmpfs data/souk";
        assumeTrue(
                runs("unshare", root() ? "-m" : "-rm", "sh", "-c", "mount -t tmpfs tmpfs /tmp"),
                "this machine lets nobody mount a file system of his own; the other test has the disk full too");
        Container started = Container.launch(
                "full-disk",
                Map.of(),
                List.of(namespace.get(0), namespace.get(1), "sh", "-c", mount + " && exec bin/karaf server"));
        try (Container container = started) {
            container.awaitReady();
            Path lump = new ShopFiles("lump", "lump.localhost")
                    .with("static/lump.bin", noise(5 * MEGABYTE))
                    .drop(container.deploy());
            awaitStatus(container, "lump.localhost", 200);
            refusedAndBack(container, 6 * MEGABYTE, 1, () -> ShopFiles.delete(lump));
            awaitStatus(container, "lump.localhost", 421);
            // the way into the container's own view of the disk
            Path filler = Path.of("/proc/" + container.java().pid() + "/root" + container.home())
                    .resolve("data/souk/filler");
            ShopFiles.put(filler, noise(5 * MEGABYTE));
            refusedAndBack(container, 5 * MEGABYTE, 3, () -> ShopFiles.delete(filler));
            assertComplaints(container);
        }
    }

    @Test
    @DisplayName("a limit on what the process may write")
    void limitedProcess() {
        try (Container container = Container.start("full-quota", Map.of())) {
            refusedAndBack(
                    container,
                    6 * MEGABYTE,
                    1,
                    () -> limit(container, "unlimited"),
                    () -> limit(container, String.valueOf(4 * MEGABYTE)));
            assertComplaints(container);
        }
    }

    private static void refusedAndBack(Container container, int bytes, int edition, Runnable makeRoom) {
        refusedAndBack(container, bytes, edition, makeRoom, () -> {});
    }

    private static void refusedAndBack(
            Container container, int bytes, int edition, Runnable makeRoom, Runnable takeRoom) {
        ShopFiles shop = new ShopFiles("roomy", HOST).edition(edition, 20);
        Path file = shop.drop(container.deploy());
        Path problems = file.resolveSibling(file.getFileName() + ".problems.txt");
        awaitEdition(container, PROMISED, edition);
        try (Load load = new Load(container, HOST, List.of("/", "/p/item-1"), new Editions())) {
            takeRoom.run();
            shop.edition(edition + 1, 20).with("static/large.bin", noise(bytes)).drop(container.deploy());
            Await.until(PROMISED, () -> "it is refused", () -> Files.exists(problems));
            assertThat(problems).content().contains("disk space", "the version before it goes on selling");
            assertThat(container.client("catalog:info roomy").output()).contains("disk space");
            assertThat(Editions.is(Http.get(container.httpPort(), HOST, "/"), edition))
                    .isTrue();
            makeRoom.run();
            awaitEdition(container, TRIED_AGAIN, edition + 1);
            Await.until(PROMISED, () -> "its problems are gone", () -> !Files.exists(problems));
            load.assertUnharmed();
        }
        ShopFiles.delete(file);
        awaitStatus(container, HOST, 421);
    }

    private static void awaitEdition(Container container, Duration deadline, int edition) {
        Await.until(
                deadline,
                () -> "edition " + edition + " is live: " + Http.get(container.httpPort(), HOST, "/"),
                () -> Editions.is(Http.get(container.httpPort(), HOST, "/"), edition));
    }

    private static void awaitStatus(Container container, String host, int status) {
        Await.until(
                PROMISED,
                () -> host + " answers " + status,
                () -> Http.get(container.httpPort(), host, "/").status() == status);
    }

    private static void assertComplaints(Container container) {
        assertThat(container.complaints()).isNotEmpty().allMatch(line -> line.contains("disk space"), "is of the disk");
    }

    /** Bytes that do not shrink. */
    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return noise;
    }

    private static void limit(Container container, String bytes) {
        String pid = String.valueOf(container.java().pid());
        assertThat(runs("prlimit", "--pid", pid, "--fsize=" + bytes + ":")).isTrue();
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean runs(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
