package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.souk.deployer.internal.archive.DropExaminer.Examined;
import org.souk.deployer.internal.problem.Limits;
import org.souk.itests.Await;

class DropExaminerTest {
    private static final FileTime BUILT = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Limits LIMITS =
            new Limits(1_000_000, 20, 32, 200, 10 << 20, 1 << 20, 1 << 20, 1000, 100, 1000, Long.MAX_VALUE);

    @TempDir
    Path temp;

    private Path folder;
    private final DropExaminer examiner = new DropExaminer(LIMITS);

    /** Changes a folder that has {@code catalog.yaml} and {@code pages/home.html}. */
    private interface Change {
        void in(Path folder) throws Exception;
    }

    @BeforeEach
    void aCatalog() throws IOException {
        folder = Files.createDirectories(temp.resolve("tack.catalog"));
        Files.createDirectories(folder.resolve("pages"));
        write("catalog.yaml", "id: tack");
        write("pages/home.html", "<p>");
    }

    private Path write(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setLastModifiedTime(file, BUILT);
    }

    private Examined examined() throws IOException {
        return examiner.examine(folder).orElseThrow();
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                change("new content of the same size and time", folder -> {
                    Files.writeString(folder.resolve("catalog.yaml"), "id: tock");
                    Files.setLastModifiedTime(folder.resolve("catalog.yaml"), BUILT);
                }),
                change("another file", folder -> Files.createFile(folder.resolve("products.csv"))),
                change("a file less", folder -> Files.delete(folder.resolve("pages/home.html"))),
                change(
                        "a file with another name",
                        folder -> Files.move(folder.resolve("pages/home.html"), folder.resolve("pages/cart.html"))),
                change(
                        "other permissions of a file",
                        folder -> Files.setPosixFilePermissions(
                                folder.resolve("catalog.yaml"), PosixFilePermissions.fromString("---------"))),
                change(
                        "a file replaced by one of the same size and time",
                        folder -> Files.move(
                                Files.setLastModifiedTime(Files.writeString(folder.resolve(".x"), "id: tick"), BUILT),
                                folder.resolve("catalog.yaml"),
                                StandardCopyOption.REPLACE_EXISTING)),
                change("a file replaced by a link", folder -> {
                    Files.delete(folder.resolve("catalog.yaml"));
                    Files.createSymbolicLink(folder.resolve("catalog.yaml"), Path.of("/etc/hostname"));
                }));
    }

    private static Arguments change(String what, Change change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void isNoticed(String what, Change change) throws Exception {
        Examined before = examined();
        assertThat(examined()).isEqualTo(before);
        // the clock of the file system may be coarse
        Path clock = Files.createFile(temp.resolve("clock"));
        Object now = Files.getAttribute(clock, "unix:ctime");
        Await.until(Duration.ofSeconds(5), () -> {
            Files.setLastModifiedTime(clock, BUILT);
            return !Files.getAttribute(clock, "unix:ctime").equals(now);
        });
        change.in(folder);
        assertThat(examined().fingerprint()).isNotEqualTo(before.fingerprint());
    }

    static Stream<Arguments> leftovers() {
        return Stream.of(
                change(
                        "Emacs' lock, a dangling link",
                        folder -> Files.createSymbolicLink(folder.resolve(".#products.csv"), Path.of("ada@desk.4711"))),
                change("a socket of Git", folder -> {
                    Files.createDirectories(folder.resolve(".git"));
                    mkfifo(folder.resolve(".git/fsmonitor--daemon.ipc"));
                }),
                change("macOS", folder -> Files.createFile(folder.resolve(".DS_Store"))),
                change("what macOS packs", folder -> {
                    Files.createDirectories(folder.resolve("__MACOSX"));
                    Files.createFile(folder.resolve("__MACOSX/._x"));
                }),
                change("Windows", folder -> Files.createFile(folder.resolve("Thumbs.db"))),
                change("a backup of an editor", folder -> Files.createFile(folder.resolve("products.csv~"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leftovers")
    void leftoversAreNoChangeAndHideNone(String what, Change leftover) throws Exception {
        Examined before = examined();
        leftover.in(folder);
        assertThat(examined()).isEqualTo(before);
        Await.until(Duration.ofSeconds(5), () -> {
            write("catalog.yaml", "id: tock");
            return !examined().equals(before);
        });
        assertThat(examined().problem()).isEmpty();
    }

    static Stream<Arguments> strange() {
        return Stream.of(
                Arguments.of(
                        (Change) folder -> mkfifo(folder.resolve("x")), "'x' is no file but a pipe, socket or device"),
                Arguments.of(
                        (Change) folder -> {
                            Files.createSymbolicLink(folder.resolve("a"), Path.of("."));
                            Files.createSymbolicLink(folder.resolve("b"), Path.of("."));
                        },
                        "is a link; put the file itself there"),
                Arguments.of(
                        (Change) folder ->
                                Files.createSymbolicLink(folder.resolve("pages/secret.html"), Path.of("/etc/passwd")),
                        "'pages/secret.html' is a link"),
                Arguments.of(
                        (Change) folder -> {
                            for (int i = 0; i < 100; i++) {
                                Files.createFile(folder.resolve("f" + i));
                            }
                        },
                        "there are more than 20 files and folders in it"),
                Arguments.of(
                        (Change) folder -> {
                            for (int i = 0; i < 100; i++) {
                                Files.createFile(folder.resolve(".f" + i));
                            }
                        },
                        "more than 20 files and folders in it; remove"),
                Arguments.of(
                        (Change) folder -> sparse(folder.resolve("big"), 2_000_000_000L), "more than 1000000 bytes"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("strange")
    void whatCannotBeTakenIsSaidWithoutOpeningIt(Change change, String problem) throws Exception {
        change.in(folder);
        long start = System.nanoTime();
        assertThat(examined().problem()).contains(problem);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void foldersAreNestedOnlySoDeep() throws Exception {
        Path deep = folder;
        for (int i = 0; i < 33; i++) {
            deep = Files.createDirectory(deep.resolve("d"));
        }
        Limits many = new Limits(1_000_000, 200, 32, 200, 10 << 20, 1 << 20, 1 << 20, 1000, 100, 1000, Long.MAX_VALUE);
        assertThat(new DropExaminer(many).examine(folder).orElseThrow().problem())
                .contains("more than 32 levels deep");
        Files.delete(deep);
        assertThat(new DropExaminer(many).examine(folder).orElseThrow().problem())
                .isEmpty();
    }

    @Test
    void whatTakesTooLongHasTheSameFingerprintEachTime() throws Exception {
        DropExaminer impatient = new DropExaminer(Limits.DEFAULT, Duration.ofNanos(-1));
        Examined examined = impatient.examine(folder).orElseThrow();
        assertThat(examined.problem()).contains("cannot be listed within");
        assertThat(examined.unreadable()).isTrue();
        write("more.txt", "more");
        assertThat(impatient.examine(folder)).contains(examined);
    }

    @Test
    void aDropItselfIsNeverFollowed() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("link.catalog"), folder);
        assertThat(examiner.examine(link).orElseThrow().problem()).contains("it is a link");
        Path dangling = Files.createSymbolicLink(temp.resolve("x.catalog.zip"), Path.of("/no/such/place"));
        assertThat(examiner.examine(dangling).orElseThrow().problem()).contains("it is a link");
        Path large = temp.resolve("large.catalog.zip");
        sparse(large, 1_900_000_000L);
        assertThat(examiner.examine(large).orElseThrow().problem()).contains("has 1900000000 bytes");
    }

    @Test
    void whatIsNotThereHasNone() throws IOException {
        assertThat(examiner.examine(temp.resolve("absent.catalog.zip"))).isEmpty();
        assertThat(examiner.examine(folder.resolve("catalog.yaml/below"))).isEmpty();
    }

    private static void mkfifo(Path path) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
    }

    private static void sparse(Path path, long bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(bytes);
        }
    }
}
