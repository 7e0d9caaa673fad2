package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.souk.itests.Await;
import org.souk.itests.Container;
import org.souk.itests.Containers;
import org.souk.itests.Http;
import org.souk.itests.ShopFiles;

/** Files that are none, in the deploy folder: nobody follows or opens them, and the other shops are taken as ever. */
@ExtendWith(Drops.InContainer.class)
class DeployFolderIT {
    private static final String HOST = "nasty.localhost";
    private static final long MEGABYTE = 1 << 20;

    private final Drops drops;

    DeployFolderIT(Drops drops) {
        this.drops = drops;
    }

    static Stream<Arguments> othersAreTaken() {
        return Stream.of(
                inFolder("a pipe in a catalog's folder", folder -> OddFiles.pipe(folder.resolve("x"))),
                inFolder("a pipe in place of a table", folder -> {
                    ShopFiles.delete(folder.resolve("products.csv"));
                    OddFiles.pipe(folder.resolve("products.csv"));
                }),
                inFolder("a socket among the static files", folder -> OddFiles.socket(folder.resolve("static/fs.ipc"))),
                inFolder(
                        "two links to the folder itself",
                        folder -> {
                            OddFiles.link(folder.resolve("a"), ".");
                            OddFiles.link(folder.resolve("b"), ".");
                        },
                        "link"),
                inFolder("a link to nothing", folder -> OddFiles.link(folder.resolve("static/up"), "nowhere"), "link"),
                inFolder(
                        "a table that is a link",
                        folder -> {
                            ShopFiles.delete(folder.resolve("products.csv"));
                            OddFiles.link(folder.resolve("products.csv"), "/etc/hostname");
                        },
                        "link"),
                inFolder(
                        "forty folders in each other",
                        folder -> ShopFiles.put(folder.resolve("static/" + "d/".repeat(40) + "x.txt"), new byte[1]),
                        "32"),
                inFolder(
                        "a file of 3 GB that occupies no disk",
                        folder -> OddFiles.sparse(folder.resolve("static/large.bin"), 3L << 30),
                        "(?i)bytes|GB"),
                at("a pipe in place of a zip", deploy -> OddFiles.pipe(deploy.resolve("nasty.catalog.zip"))),
                at("a pipe beside the catalogs", deploy -> OddFiles.pipe(deploy.resolve("nasty"))),
                at("a socket in place of a jar", deploy -> OddFiles.socket(deploy.resolve("nasty.jar"))),
                at(
                        "a dangling link in place of a zip",
                        deploy -> OddFiles.link(deploy.resolve("nasty.catalog.zip"), "nowhere.zip")));
    }

    private static Arguments inFolder(String what, Consumer<Path> change) {
        return inFolder(what, change, "");
    }

    private static Arguments inFolder(String what, Consumer<Path> change, String told) {
        return Arguments.of(
                what,
                (Function<Path, Path>) deploy -> {
                    Path folder = new ShopFiles("nasty", HOST).dropFolder(deploy);
                    change.accept(folder);
                    return folder;
                },
                told);
    }

    private static Arguments at(String what, Function<Path, Path> make) {
        return Arguments.of(what, make, "");
    }

    /** @param told a pattern of what the problems file must name; empty: there may be none */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void othersAreTaken(String what, Function<Path, Path> make, String told) {
        long size = OddFiles.size(drops.container.home().resolve("data"));
        Path nasty = make.apply(drops.deploy());
        try {
            drops.othersAreTaken();
            if (!told.isEmpty()) {
                assertThat(drops.problems(nasty)).containsPattern(told).doesNotContain("Exception");
                assertThat(drops.status(HOST)).isEqualTo(421);
            }
            assertThat(OddFiles.size(drops.container.home().resolve("data")))
                    .as("bytes in data/")
                    .isLessThan(size + 100 * MEGABYTE);
        } finally {
            drops.remove(nasty);
        }
        drops.awaitGone(HOST);
    }

    static Stream<Arguments> leftovers() {
        return Stream.of(
                leftover(
                        "the lock of an editor, a dangling link",
                        folder -> OddFiles.link(folder.resolve(".#products.csv"), "ada@host.4711:1700000000")),
                leftover("a socket of git", folder -> OddFiles.socket(folder.resolve(".git/fs.ipc"))),
                leftover("a pipe in a hidden folder", folder -> OddFiles.pipe(folder.resolve(".git/pipe"))),
                leftover("the copy of an editor", folder -> ShopFiles.put(folder.resolve("products.csv~"), bytes("x"))),
                leftover("what Windows leaves", folder -> ShopFiles.put(folder.resolve("Thumbs.db"), bytes("x"))),
                leftover("what macOS leaves", folder -> ShopFiles.put(folder.resolve(".DS_Store"), bytes("x"))),
                leftover("the icon of macOS", folder -> ShopFiles.put(folder.resolve("Icon\r"), new byte[0])),
                leftover(
                        "resource forks",
                        folder -> ShopFiles.put(folder.resolve("__MACOSX/._catalog.yaml"), bytes("\0\5\26\7"))));
    }

    private static Arguments leftover(String what, Consumer<Path> leave) {
        return Arguments.of(what, leave);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("leftovers of editors and systems hide no change and are no reason to refuse")
    void leftovers(String what, Consumer<Path> leave) {
        String host = "left.localhost";
        ShopFiles shop = new ShopFiles("left", host);
        Path folder = shop.dropFolder(drops.deploy());
        try {
            drops.awaitPrice(host, 1000);
            leave.accept(folder);
            shop.products(3, "12.00", 5).dropFolder(drops.deploy());
            drops.awaitPrice(host, 1200);
            assertThat(Drops.problemsFile(folder)).doesNotExist();
            shop.products(3, "13.00", 5).dropFolder(drops.deploy());
            drops.awaitPrice(host, 1300);
        } finally {
            drops.remove(folder);
        }
        drops.awaitGone(host);
    }

    @Test
    @DisplayName("a link to a secret is refused, and nothing of the secret is copied or served")
    void linkToSecret() {
        String secret = "secret-" + UUID.randomUUID();
        Path home = drops.container.home();
        ShopFiles.put(home.resolve("etc/secret.txt"), bytes(secret));
        Path folder = new ShopFiles("nasty", HOST).dropFolder(drops.deploy());
        OddFiles.link(
                folder.resolve("static/users.txt"),
                home.resolve("etc/secret.txt").toString());
        try {
            assertThat(drops.problems(folder)).contains("static/users.txt", "link");
            drops.othersAreTaken();
            assertThat(OddFiles.containing(home.resolve("data"), secret)).isEmpty();
            assertThat(Http.get(drops.container.httpPort(), HOST, "/static/users.txt")
                            .status())
                    .isEqualTo(421);
        } finally {
            drops.remove(folder);
            OddFiles.remove(home.resolve("etc/secret.txt"));
        }
    }

    @Test
    @DisplayName("a catalog's folder that is a link is not followed, and the problems file says so")
    void folderIsLink() {
        Path real =
                new ShopFiles("nasty", HOST).dropFolder(drops.container.home().resolve("elsewhere"));
        Path link = OddFiles.link(drops.deploy().resolve("nasty.catalog"), real.toString());
        try {
            assertThat(drops.problems(link)).contains("link");
            assertThat(drops.status(HOST)).isEqualTo(421);
            drops.othersAreTaken();
        } finally {
            drops.remove(link);
        }
    }

    @Test
    @DisplayName("a sparse file leaves nothing behind when its folder is removed")
    void sparseFileLeavesNothing() {
        Path data = drops.container.home().resolve("data");
        long size = OddFiles.size(data);
        Path folder = new ShopFiles("nasty", HOST).dropFolder(drops.deploy());
        OddFiles.sparse(folder.resolve("static/large.bin"), 1_900 * MEGABYTE);
        drops.othersAreTaken();
        drops.remove(folder);
        Await.until(
                Duration.ofSeconds(15),
                () -> "as small as before, " + size + ": " + OddFiles.size(data),
                () -> OddFiles.size(data) < size + 20 * MEGABYTE);
        drops.othersAreTaken();
    }

    @Test
    @DisplayName("a large folder that is touched and changed delays no other drop, and leaves one copy of each version")
    void largeFolder() throws IOException {
        String host = "large.localhost";
        Path data = drops.container.home().resolve("data");
        long before = OddFiles.size(data);
        ShopFiles shop = new ShopFiles("large", host);
        Path elsewhere = shop.dropFolder(drops.container.home().resolve("elsewhere"));
        OddFiles.sparse(elsewhere.resolve("static/large.bin"), 100 * MEGABYTE);
        Path folder = Files.move(elsewhere, drops.deploy().resolve("large.catalog"));
        try {
            Await.until(Duration.ofSeconds(30), () -> host + " is live", () -> drops.status(host) == 200);
            for (int i = 1; i <= 5; i++) {
                Files.setLastModifiedTime(
                        folder.resolve("static/large.bin"), FileTime.fromMillis(System.currentTimeMillis()));
                drops.othersAreTaken();
            }
            shop.products(3, "12.00", 5).dropFolder(drops.deploy());
            drops.othersAreTaken();
            Await.until(Duration.ofSeconds(30), () -> "changed: " + drops.price(host), () -> drops.price(host)
                    .contains("\"amount\":1200"));
            Await.until(
                    Duration.ofSeconds(15),
                    () -> "two copies in data/: " + (OddFiles.size(data) - before) / MEGABYTE + " MB",
                    () -> OddFiles.size(data) - before < 240 * MEGABYTE);
        } finally {
            drops.remove(folder);
        }
        drops.awaitGone(host);
    }

    @Test
    @DisplayName("/health/ready names a deploy folder that is missing, and nobody's shop goes with it")
    void missingFolder() throws IOException {
        Path away = drops.deploy().resolveSibling("away");
        Files.move(drops.deploy(), away);
        try {
            drops.awaitReadiness("deploy-folder", "degraded", "cannot be listed");
            assertThat(drops.status("healthy.localhost")).isEqualTo(200);
        } finally {
            Files.move(away, drops.deploy());
        }
        drops.awaitReadiness("deploy-folder", "up", "");
        drops.othersAreTaken();
    }

    @Test
    @DisplayName("beside pipes and links to their own folder a container starts, rests and stops")
    void restsAndStops() throws Exception {
        Container own = Container.start("rests", Map.of());
        try {
            new ShopFiles("calm", "calm.localhost").drop(own.deploy());
            OddFiles.pipe(own.deploy().resolve("pipe.catalog.zip"));
            OddFiles.pipe(new ShopFiles("nasty", HOST).dropFolder(own.deploy()).resolve("static/pipe"));
            Path links = new ShopFiles("links", "links.localhost").dropFolder(own.deploy());
            OddFiles.link(links.resolve("a"), ".");
            OddFiles.link(links.resolve("b"), ".");
            own.close();
            own = own.again();
            int port = own.httpPort();
            Await.until(
                    Duration.ofSeconds(20),
                    () -> "calm is live",
                    () -> Http.get(port, "calm.localhost", "/").status() == 200);
            ProcessHandle java = own.java();
            Await.until(
                    Duration.ofSeconds(60),
                    () -> "it rests",
                    () -> Usage.cpuOfFiveSeconds(java).toMillis() < 750);
            own.close();
            assertThat(java.isAlive()).isFalse();
        } finally {
            Containers.closeAll(own);
            try (Stream<Path> left = Files.list(own.deploy())) {
                left.toList().forEach(OddFiles::remove);
            }
        }
        assertThat(own.complaints()).noneMatch(line -> line.contains(" | ERROR "));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
