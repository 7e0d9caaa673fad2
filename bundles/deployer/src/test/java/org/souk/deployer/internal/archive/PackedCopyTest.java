package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.deployer.internal.Zips;

class PackedCopyTest {
    @TempDir
    Path temp;

    @Test
    void anArchiveBeyondAllBoundsIsNotCopied() throws IOException {
        Path big = temp.resolve("big");
        Files.write(big, new byte[2000]);
        assertThatThrownBy(() -> PackedCopy.make(big, temp.resolve("copy"), 1999))
                .isInstanceOf(RejectedFileException.class);
        assertThat(temp.resolve("copy")).doesNotExist();
    }

    @Test
    void nothingOfAnArchiveWithoutItsEndIsCopied() throws IOException {
        Path file = temp.resolve("cut.zip");
        Zips.zip(file, Zips.shop("tack"));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 10));
        assertThatThrownBy(() -> PackedCopy.make(file, temp.resolve("copy"), 10_000))
                .isInstanceOf(DamagedArchiveException.class)
                .hasMessage("its end is missing");
        // its space was reserved first, as some programs do
        Files.write(file, new byte[5000]);
        assertThatThrownBy(() -> PackedCopy.make(file, temp.resolve("copy"), 10_000))
                .isInstanceOf(DamagedArchiveException.class);
        assertThat(temp.resolve("copy")).doesNotExist();
    }
}
