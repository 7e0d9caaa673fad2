package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.itests.Await;

class FileFingerprintTest {
    private static final FileTime BUILT = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void aCopyThatKeepsLengthAndTimeIsAnotherFile() throws IOException {
        Path file = write("2.80");
        FileFingerprint before = FileFingerprint.of(file).orElseThrow();
        assertThat(FileFingerprint.of(file)).contains(before);
        // the clock of the file system may be coarse
        Await.until(
                Duration.ofSeconds(5),
                () -> !FileFingerprint.of(write("2.81")).orElseThrow().equals(before));
    }

    @Test
    void whatIsNotThereHasNone() throws IOException {
        assertThat(FileFingerprint.of(folder.resolve("absent.catalog.zip"))).isEmpty();
        assertThat(FileFingerprint.of(write("2.80").resolve("below"))).isEmpty();
    }

    private Path write(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("tack.catalog.zip"), content);
        return Files.setLastModifiedTime(file, BUILT);
    }
}
