package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks that the disk has space for a copied or unpacked catalog. */
public final class StagingSpace {
    private static final Logger LOG = LoggerFactory.getLogger(StagingSpace.class);
    /** Messages of the operating system about a full disk, an exhausted quota and a process limit. */
    private static final Pattern FULL =
            Pattern.compile("(?i).*(no space left|not enough space|quota exceeded|file too large).*", Pattern.DOTALL);
    /** What is left free, in bytes; on a small disk one part in a hundred. */
    private static final long RESERVE_BYTES = 64 << 20;
    /** Less free space, in bytes, than a single write needs. Covers messages in other languages. */
    private static final long MIN_FREE_BYTES = 1 << 16;

    /** Bounds the search through causes, which may be circular. */
    private static final int MAX_CAUSES = 20;

    private StagingSpace() {}

    /**
     * Checks whether that many bytes fit on the disk of a folder. The database may use the same disk, so deployment must not fill it.
     *
     * @throws NoSpaceException if they do not fit
     */
    static void demand(long bytes, Path target) throws IOException {
        FileStore store = Files.getFileStore(target);
        if (!fits(bytes, store.getTotalSpace(), store.getUsableSpace())) {
            throw new NoSpaceException(null);
        }
    }

    /**
     * Whether bytes fit on a disk, with something left for the database, which may use the same one.
     *
     * @param total size of the disk; 0 if the file system does not know it
     */
    static boolean fits(long bytes, long total, long usable) {
        return bytes == 0 || total <= 0 || bytes <= usable - Math.min(RESERVE_BYTES, total / 100);
    }

    /** Turns a failed write into that folder into a {@link NoSpaceException} if the disk is full. */
    public static IOException explain(IOException e, Path folder) {
        boolean other = e instanceof NoSpaceException
                || e instanceof DamagedArchiveException
                || e instanceof RejectedFileException;
        return !other && (saysFull(e) || isFull(folder)) ? new NoSpaceException(e) : e;
    }

    private static boolean saysFull(IOException e) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(cause ->
                        FULL.matcher(String.valueOf(cause.getMessage())).matches());
    }

    private static boolean isFull(Path folder) {
        try {
            FileStore store = Files.getFileStore(existing(folder));
            return store.getTotalSpace() > 0 && store.getUsableSpace() < MIN_FREE_BYTES;
        } catch (IOException e) {
            LOG.debug("{} does not tell how much room is left", folder, e);
            return false;
        }
    }

    private static Path existing(Path folder) {
        Path parent = folder.getParent();
        return Files.exists(folder) || parent == null ? folder : existing(parent);
    }
}
