package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryAttributesTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("without inodes, the content is read only when a change that keeps size and time matters")
    void readsContentLate() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(
                URI.create("jar:" + folder.resolve("files.zip").toUri()), Map.of("create", "true"))) {
            Path file = zip.getPath("/notes");
            EntryAttributes first = write(file, "one");
            String stamp = first.stamp();
            EntryAttributes second = write(file, "two");
            assertThat(second.unopenedStamp()).isEqualTo(first.unopenedStamp());
            assertThat(second.stamp()).isNotEqualTo(stamp);
            // read now, not when the attributes were
            assertThat(first.stamp()).isEqualTo(second.stamp());
        }
    }

    private static EntryAttributes write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        return EntryAttributes.of(file);
    }
}
