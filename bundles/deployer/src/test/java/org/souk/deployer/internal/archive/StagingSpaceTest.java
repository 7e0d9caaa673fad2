package org.souk.deployer.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.deployer.internal.build.FileSource;
import org.souk.deployer.internal.problem.Limits;

class StagingSpaceTest {
    /** An archive without entries. After other bytes, it is the end of an archive that unpacks itself. */
    private static final byte[] EMPTY_ZIP = Arrays.copyOf(new byte[] {'P', 'K', 5, 6}, 22);

    @TempDir
    Path temp;

    @Test
    void aFileWithoutRoomForItsCopyIsRefusedBeforeOneByteIsWritten() throws IOException {
        Path file = largerThanTheDisk();
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.seek(sparse.length());
            sparse.write(EMPTY_ZIP);
        }
        // a folder in place of the copy, so that not even a failing test fills the disk
        Path copy = Files.createDirectory(temp.resolve("copy"));
        assertThatThrownBy(() -> PackedCopy.make(file, copy, Long.MAX_VALUE))
                .isInstanceOf(NoSpaceException.class)
                .hasMessageContaining("disk space");
    }

    @Test
    void aFileThatIsStillCopiedIsIncompleteEvenWithoutRoomForItsCopy() throws IOException {
        Path file = largerThanTheDisk();
        assertThatThrownBy(() -> PackedCopy.make(file, temp.resolve("copy"), Long.MAX_VALUE))
                .isInstanceOf(DamagedArchiveException.class)
                .hasMessage("its end is missing");
        Path work = Files.createDirectory(temp.resolve("work"));
        Limits boundless = new Limits(Long.MAX_VALUE, 1, 32, 200, Long.MAX_VALUE, 1, 1, 1, 1, 1, 1);
        assertThatThrownBy(() -> new FileSource(file, "").open(work, boundless))
                .isInstanceOf(DamagedArchiveException.class)
                .hasMessage("its end is missing");
    }

    private Path largerThanTheDisk() throws IOException {
        Path file = temp.resolve("large.catalog.zip");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Files.getFileStore(temp).getUsableSpace() + (1L << 30));
        }
        return file;
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
        Path copy = temp.resolve("copy");
        Path file = Files.writeString(temp.resolve("small.catalog.zip"), "no zip");
        Path empty = Files.createFile(temp.resolve("empty.catalog.zip"));
        for (Path damaged : new Path[] {file, empty}) {
            assertThatThrownBy(() -> PackedCopy.make(damaged, copy, 1000)).isInstanceOf(DamagedArchiveException.class);
        }
        Path large = largerThanTheDisk();
        assertThatThrownBy(() -> PackedCopy.make(large, copy, Limits.DEFAULT.packedBytes()))
                .isInstanceOf(RejectedFileException.class)
                .hasMessageContaining("a catalog at most");
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
