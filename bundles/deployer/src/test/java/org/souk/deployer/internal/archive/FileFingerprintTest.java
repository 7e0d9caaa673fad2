package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.deployer.internal.problem.Limits;
import org.souk.itests.Await;

class FileFingerprintTest {
    private static final FileTime BUILT = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    private final DropExaminer examiner = new DropExaminer(Limits.DEFAULT);

    @TempDir
    Path folder;

    @Test
    void aCopyThatKeepsLengthAndTimeIsAnotherFile() throws IOException {
        Path file = write("2.80");
        FileFingerprint before = fingerprint(file).orElseThrow();
        assertThat(fingerprint(file)).contains(before);
        // the clock of the file system may be coarse
        Await.until(
                Duration.ofSeconds(5),
                () -> !fingerprint(write("2.81")).orElseThrow().equals(before));
    }

    @Test
    void whatIsNotThereHasNone() throws IOException {
        assertThat(fingerprint(folder.resolve("absent.catalog.zip"))).isEmpty();
        assertThat(fingerprint(write("2.80").resolve("below"))).isEmpty();
    }

    @Test
    void aFileInAFolderThatKeepsLengthAndTimeIsAnother() throws IOException {
        write("2.80");
        FileFingerprint before = fingerprint(folder).orElseThrow();
        assertThat(fingerprint(folder)).contains(before);
        Await.until(Duration.ofSeconds(5), () -> {
            write("2.81");
            return !fingerprint(folder).orElseThrow().equals(before);
        });
    }

    @Test
    void anEmptyFolderIsAChangeAndALeftoverIsNone() throws IOException {
        write("2.80");
        FileFingerprint before = fingerprint(folder).orElseThrow();
        Files.writeString(folder.resolve(".#catalog.yaml"), "x");
        Files.createDirectories(folder.resolve("__MACOSX/x"));
        assertThat(fingerprint(folder)).contains(before);
        Files.createDirectory(folder.resolve("static"));
        assertThat(fingerprint(folder).orElseThrow()).isNotEqualTo(before);
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Files.createSymbolicLink(folder.resolve("a"), folder);
        Files.createSymbolicLink(folder.resolve("b"), folder);
        Path target = Files.writeString(folder.resolveSibling(folder.getFileName() + "-target"), "1");
        Path link = Files.createSymbolicLink(folder.resolve("c"), target);
        FileFingerprint before = fingerprint(link).orElseThrow();
        FileFingerprint all = fingerprint(folder).orElseThrow();
        Files.writeString(target, "22");
        assertThat(fingerprint(link)).contains(before);
        assertThat(fingerprint(folder)).contains(all);
        Files.delete(target);
    }

    /** What the versions before this format wrote into state files: nothing of inodes and, for folders, of their change times. */
    @Test
    void aFingerprintOfAnEarlierVersionIsRecognised() throws IOException {
        Path file = write("2.80");
        for (Path path : List.of(file, folder)) {
            FileFingerprint now = fingerprint(path).orElseThrow();
            FileFingerprint earlier =
                    new FileFingerprint(now.text().substring(0, now.text().lastIndexOf(' ')));
            assertThat(now.continues(earlier)).isTrue();
            assertThat(now.continues(now)).isTrue();
            assertThat(now.continues(new FileFingerprint(""))).isFalse();
            assertThat(now.continues(new FileFingerprint(earlier.text() + "0"))).isFalse();
        }
        assertThat(fingerprint(file).orElseThrow().text())
                .startsWith("file 4 2026-01-01T00:00:00Z " + Files.getAttribute(file, "unix:ctime") + " ");
    }

    @Test
    void withoutInodesTheContentDecides() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(
                URI.create("jar:" + folder.resolve("fs.zip").toUri()), Map.of("create", "true"))) {
            Path root = Files.createDirectories(zip.getPath("/tack.catalog"));
            Path file = Files.writeString(root.resolve("products.csv"), "2.80");
            Files.setLastModifiedTime(file, BUILT);
            FileFingerprint one = fingerprint(file).orElseThrow();
            FileFingerprint all = fingerprint(root).orElseThrow();
            assertThat(fingerprint(root)).contains(all);
            Files.writeString(file, "2.81");
            Files.setLastModifiedTime(file, BUILT);
            assertThat(fingerprint(file).orElseThrow()).isNotEqualTo(one);
            assertThat(fingerprint(root).orElseThrow()).isNotEqualTo(all);
        }
    }

    private Optional<FileFingerprint> fingerprint(Path path) throws IOException {
        return examiner.examine(path).map(DropExaminer.Examined::fingerprint);
    }

    private Path write(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("tack.catalog.zip"), content);
        return Files.setLastModifiedTime(file, BUILT);
    }
}
