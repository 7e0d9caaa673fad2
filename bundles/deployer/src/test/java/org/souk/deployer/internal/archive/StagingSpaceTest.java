package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.deployer.internal.problem.Limits;

class StagingSpaceTest {
    private static final Limits BOUNDLESS = new Limits(1L << 60, 1, 32, 200, 1, 1, 1, 1, 1, 1, 1);

    @TempDir
    Path temp;

    @Test
    void aFileWithoutRoomForItsCopyIsRefusedBeforeOneByteIsWritten() throws IOException {
        Path file = temp.resolve("large.catalog.zip");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Files.getFileStore(temp).getUsableSpace() + (1L << 30));
        }
        assertThatThrownBy(() -> StagingSpace.demand(file, temp, BOUNDLESS))
                .isInstanceOf(NoSpaceException.class)
                .hasMessageContaining("disk space");
    }

    /** In megabytes. */
    @ParameterizedTest
    @CsvSource({
        "1900, 20000, 1930, false", "1900, 20000, 1970, true",
        "5, 16, 5, false", "5, 16, 6, true",
        "5, 0, 0, true", "0, 20000, 1, true",
    })
    void somethingIsLeftForTheDatabase(long bytes, long total, long usable, boolean fits) {
        assertThat(StagingSpace.fits(bytes << 20, total << 20, usable << 20)).isEqualTo(fits);
    }

    @Test
    void whatIsNoArchiveOrBreaksABoundIsLeftToThoseWhoSayWhatIsWrong() throws IOException {
        Path file = Files.writeString(temp.resolve("small.catalog.zip"), "no zip");
        StagingSpace.demand(file, temp, Limits.DEFAULT);
        StagingSpace.demand(Files.createFile(temp.resolve("empty.catalog.zip")), temp, Limits.DEFAULT);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Limits.DEFAULT.packedBytes() + 1);
        }
        StagingSpace.demand(file, temp, Limits.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No space left on device",
                "Disk quota exceeded",
                "File too large",
                "There is not enough space on the disk"
            })
    void theSystemsWordsForAFullDiskAreKnown(String words) {
        assertThat(StagingSpace.explain(new IOException(words), temp)).isInstanceOf(NoSpaceException.class);
        assertThat(StagingSpace.explain(new FileSystemException("x", null, words), temp))
                .isInstanceOf(NoSpaceException.class);
    }

    @Test
    void otherTroubleStaysWhatItIs() {
        for (IOException e : new IOException[] {
            new DamagedArchiveException("cut off"), new RejectedFileException("too much"), new NoSuchFileException("x")
        }) {
            assertThat(StagingSpace.explain(e, temp)).isSameAs(e);
        }
    }
}
