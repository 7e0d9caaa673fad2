package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;

@Timeout(60)
class FolderHandleTest {
    private static final String SECRET = "the database password";

    @TempDir
    Path temp;

    /** Replaces a path by a link and back, as fast as it can, until it is closed. */
    private final class Swapper implements AutoCloseable {
        private final AtomicBoolean end = new AtomicBoolean();
        private final Thread thread;

        Swapper(Path path, Path target) throws IOException {
            Path real = path.resolveSibling("." + path.getFileName() + ".real");
            Path link = Files.createSymbolicLink(path.resolveSibling("." + path.getFileName() + ".link"), target);
            thread = new Thread(() -> {
                try {
                    while (!end.get()) {
                        Files.move(path, real, StandardCopyOption.ATOMIC_MOVE);
                        Files.move(link, path, StandardCopyOption.ATOMIC_MOVE);
                        Files.move(path, link, StandardCopyOption.ATOMIC_MOVE);
                        Files.move(real, path, StandardCopyOption.ATOMIC_MOVE);
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            thread.start();
        }

        @Override
        public void close() throws InterruptedException {
            end.set(true);
            thread.join();
        }
    }

    @Test
    void aLargeFileThatIsDeletedMeanwhileIsNotReadToItsEnd() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("tack.catalog"));
        Path file = folder.resolve("large.bin");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(64 << 20);
        }
        new FolderContents(folder).visit((name, content) -> {
            try (InputStream in = content.open()) {
                assertThat(in.readNBytes(20 << 20)).hasSize(20 << 20);
                Files.delete(file);
                assertThatThrownBy(in::readAllBytes).isInstanceOf(DamagedArchiveException.class);
            }
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"static/a.txt", "static"})
    void aLinkThatReplacesAFileOrFolderMeanwhileLeadsNowhere(String swapped) throws Exception {
        Path outside = Files.createDirectories(temp.resolve("etc"));
        Files.writeString(outside.resolve("a.txt"), SECRET);
        Path folder = temp.resolve("tack.catalog");
        Path file = folder.resolve("static/a.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "goods");
        int whole = 0;
        try (Swapper swapper =
                new Swapper(folder.resolve(swapped), swapped.endsWith(".txt") ? outside.resolve("a.txt") : outside)) {
            for (int i = 0; i < 500; i++) {
                Path target = Files.createDirectories(temp.resolve("out" + i));
                try {
                    Unpacker.unpack("x", new FolderContents(folder), target, Limits.DEFAULT, new Problems());
                } catch (DamagedArchiveException e) {
                    assertThat(e).hasMessageContaining("changed while it was read");
                }
                Path copied = target.resolve("static/a.txt");
                if (Files.exists(copied)) {
                    whole++;
                    assertThat(Files.readString(copied)).isIn("goods", "");
                }
                StagingFolders.delete(target);
            }
            assertThat(swapper.thread.isAlive()).isTrue();
        }
        assertThat(whole).as("copies that were not disturbed").isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsReplacedSinceItWasFoundIsNotOpened(boolean handles) throws IOException {
        Path outside = Files.createDirectories(temp.resolve("etc"));
        Path secret = Files.writeString(outside.resolve("a.txt"), SECRET);
        Path folder = Files.createDirectories(temp.resolve("tack.catalog"));
        Path below = Files.createDirectories(folder.resolve("static"));
        Path file = Files.writeString(folder.resolve("a.txt"), "goods");
        try (FolderHandle open = handles ? FolderHandle.open(folder) : FolderHandle.byPath(folder)) {
            FolderHandle.Found foundFolder = open.find(Path.of("static"));
            FolderHandle.Found foundFile = open.find(Path.of("a.txt"));
            Files.delete(below);
            Files.createSymbolicLink(below, outside);
            Files.delete(file);
            Files.createSymbolicLink(file, secret);
            assertThatThrownBy(() -> open.folder(foundFolder).close()).isInstanceOf(DamagedArchiveException.class);
            assertThatThrownBy(() -> open.file(foundFile).close()).isInstanceOf(DamagedArchiveException.class);
            Files.delete(file);
            assertThatThrownBy(() -> open.find(Path.of("a.txt"))).isInstanceOf(DamagedArchiveException.class);
            Files.move(folder, temp.resolve("away"));
            Files.createSymbolicLink(folder, outside);
            assertThatThrownBy(() -> open.file(foundFile).close()).isInstanceOf(DamagedArchiveException.class);
        }
    }

    @Test
    void aFileSystemWithoutFolderHandlesIsRead() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(
                URI.create("jar:" + temp.resolve("fs.zip").toUri()), Map.of("create", "true"))) {
            Path folder = Files.createDirectories(zip.getPath("/tack.catalog/static"));
            Files.writeString(folder.resolve("a.txt"), "goods");
            Map<String, String> seen = new TreeMap<>();
            new FolderContents(folder.getParent()).visit((name, content) -> {
                try (var in = content.open()) {
                    seen.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
                return true;
            });
            assertThat(seen).isEqualTo(Map.of("static/a.txt", "goods"));
        }
    }

    @Test
    void aPipeIsTheReasonAndNotWaitedFor() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("tack.catalog"));
        pipe(folder.resolve("x"));
        Problems problems = new Problems();
        Path target = Files.createDirectories(temp.resolve("out"));
        assertThat(Unpacker.unpack("tack.catalog", new FolderContents(folder), target, Limits.DEFAULT, problems))
                .isEmpty();
        assertThat(problems.all().toString()).contains("'x' is no file");
        Path archive = pipe(temp.resolve("tack.catalog.zip"));
        assertThatThrownBy(() -> PackedCopy.make(archive, temp.resolve("copy"), 1000))
                .isInstanceOf(RejectedFileException.class);
        assertThat(new DropExaminer(Limits.DEFAULT).examine(archive)).isPresent();
        assertThat(new DropExaminer(Limits.DEFAULT).examine(folder)).isPresent();
    }

    private static Path pipe(Path path) throws Exception {
        Process made = new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
        assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).isZero();
        return path;
    }

    @Test
    void aLinkInPlaceOfTheArchiveOrTheFolderIsRefused() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret"), SECRET);
        Path archive = Files.createSymbolicLink(temp.resolve("a.catalog.zip"), secret);
        assertThatThrownBy(() -> PackedCopy.make(archive, temp.resolve("copy"), 1000))
                .isInstanceOf(RejectedFileException.class)
                .hasMessageContaining("a link");
        Path folder =
                Files.createSymbolicLink(temp.resolve("a.catalog"), Files.createDirectories(temp.resolve("elsewhere")));
        assertThatThrownBy(() -> new FolderContents(folder).visit((name, content) -> true))
                .isInstanceOf(RejectedFileException.class)
                .hasMessageContaining("a link");
    }

    @Test
    void twoLinksToTheFolderThatTheyAreInEndNothing() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("tack.catalog"));
        Files.createSymbolicLink(folder.resolve("a"), folder);
        Files.createSymbolicLink(folder.resolve("b"), folder);
        Problems problems = new Problems();
        Path target = Files.createDirectories(temp.resolve("out"));
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThat(
                        Unpacker.unpack("tack.catalog", new FolderContents(folder), target, Limits.DEFAULT, problems))
                .isEmpty());
        assertThat(problems.all()).hasSize(2);
        try (Stream<Path> left = Files.list(target)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theFolderThatTheOperatorChoseMayBeALink() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("deploy"));
        Path archive = folder.resolve("x.catalog.zip");
        Zips.zip(archive, Zips.shop("x"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
        PackedCopy.make(link.resolve("x.catalog.zip"), temp.resolve("copied"), 1000);
        assertThat(temp.resolve("copied")).hasSameBinaryContentAs(archive);
    }
}
