package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.itests.Await;
import org.souk.itests.Container;
import org.souk.itests.Containers;
import org.souk.itests.Http;
import org.souk.itests.ShopFiles;

/** A container of an ordinary account with umask 022: nobody else reads its data, and it reads only what it may. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FilePermissionsIT {
    private static final String HOST = "own.localhost";
    private static final String PASSWORD = "from-the-environment-4711";
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    private static Container container;

    @BeforeAll
    static void start() {
        container = Container.launch(
                "permissions",
                Map.of("SOUK_DB_PASSWORD", PASSWORD),
                Unprivileged.command("umask 022 && exec bin/karaf server"));
        container.awaitReady();
        new ShopFiles("own", HOST).drop(container.deploy());
        Await.until(Duration.ofSeconds(20), () -> "it is live", () -> status(HOST) == 200);
        Await.until(
                Duration.ofSeconds(20),
                () -> "it sells",
                () -> container.shopper(HOST).add("SKU-1", 1).status() == 200);
    }

    @AfterAll
    static void stop() {
        assertThat(Containers.close(container)).noneMatch(line -> line.contains(" | ERROR "));
    }

    @Test
    @Order(1)
    @DisplayName("no file under data/ is open to others, and the database password of the environment is in none")
    void freshData() throws IOException {
        assertThat(open(container.home().resolve("data"))).isEmpty();
        for (String folder : List.of("data", "etc", "instances")) {
            assertThat(OddFiles.containing(container.home().resolve(folder), PASSWORD))
                    .as("files with the password in " + folder)
                    .isEmpty();
        }
    }

    @Test
    @Order(2)
    @DisplayName("a problems file can be read by everybody")
    void problemsFile() throws IOException {
        Path bad = new ShopFiles("bad", "bad.localhost").products(3, "-1.00", 1).drop(container.deploy());
        Path problems = Drops.problemsFile(bad);
        Await.until(Duration.ofSeconds(5), () -> "no " + problems, () -> Files.exists(problems));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(problems)))
                .isEqualTo("rw-r--r--");
        ShopFiles.delete(bad);
        Await.until(Duration.ofSeconds(5), () -> "it goes", () -> !Files.exists(problems));
    }

    @Test
    @Order(3)
    @DisplayName(
            "an unreadable folder or file of one shop is told, hides no other drop, and is noticed when it can be read")
    void unreadable() throws IOException {
        for (String closed : List.of("products.csv", "static")) {
            ShopFiles shop = new ShopFiles("closed", "closed.localhost").with("static/look.txt", "x");
            Path folder = container.deploy().resolve("closed.catalog");
            Path part = folder.resolve(closed);
            // filled elsewhere, so that nobody sees it before it is closed
            Path filled = shop.dropFolder(container.home().resolve("elsewhere"));
            Files.setPosixFilePermissions(filled.resolve(closed), PosixFilePermissions.fromString("---------"));
            Files.move(filled, folder);
            new ShopFiles("other", "other.localhost").drop(container.deploy());
            awaitLive("other.localhost");
            Path problems = Drops.problemsFile(folder);
            Await.until(Duration.ofSeconds(5), () -> "no " + problems, () -> Files.exists(problems));
            assertThat(problems).content().contains(closed).doesNotContain("Exception");
            Files.setPosixFilePermissions(
                    part, PosixFilePermissions.fromString(closed.equals("static") ? "rwxr-xr-x" : "rw-r--r--"));
            awaitLive("closed.localhost");
            Await.until(Duration.ofSeconds(5), () -> problems + " goes", () -> !Files.exists(problems));
            ShopFiles.delete(folder);
            ShopFiles.delete(container.deploy().resolve("other.catalog.zip"));
            for (String host : List.of("closed.localhost", "other.localhost")) {
                Await.until(Drops.PROMISED, () -> host + " is gone", () -> status(host) == 421);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-wx------, cannot be listed", "rw-------, cannot be examined"})
    @Order(4)
    @DisplayName("/health/ready names a deploy folder that may not be read, and nobody's shop goes with it")
    void closedFolder(String modes, String told) throws IOException {
        Files.setPosixFilePermissions(container.deploy(), PosixFilePermissions.fromString(modes));
        try {
            Drops.awaitReadiness(container, "deploy-folder", "degraded", told);
            assertThat(status(HOST)).isEqualTo(200);
        } finally {
            Files.setPosixFilePermissions(container.deploy(), PosixFilePermissions.fromString("rwx------"));
        }
        Drops.awaitReadiness(container, "deploy-folder", "up", "");
        assertThat(status(HOST)).isEqualTo(200);
    }

    @Test
    @Order(5)
    @DisplayName("a start over data that others can read, as versions before left it, closes it")
    void olderData() throws Exception {
        container.close();
        Path data = container.home().resolve("data");
        assertThat(new ProcessBuilder("chmod", "-R", "go+rX", data.toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(open(data)).hasSizeGreaterThan(50);
        Files.delete(data.resolve("private"));
        container = container.again();
        awaitLive(HOST);
        assertThat(open(data)).isEmpty();
    }

    private static void awaitLive(String host) {
        Await.until(Drops.PROMISED, () -> host + " is live, not " + status(host), () -> status(host) == 200);
    }

    private static int status(String host) {
        return Http.get(container.httpPort(), host, "/").status();
    }

    /**
     * Files and folders under a folder whose own modes let other accounts read or enter them. Those of the folders above do not count: they
     * close data/ for everybody, and this is about what happens to a file whose folder is opened, copied or archived.
     */
    private static List<Path> open(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                return examine(each);
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                return attributes.isSymbolicLink() ? FileVisitResult.CONTINUE : examine(each);
            }

            private FileVisitResult examine(Path each) throws IOException {
                if (Files.exists(each)
                        && Files.getPosixFilePermissions(each).stream().anyMatch(OF_OTHERS::contains)) {
                    found.add(folder.relativize(each));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path each, IOException vanished) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }
}
