package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.problem.Limits;

/** Checks that the disk has space for an unpacked catalog. */
public final class StagingSpace {
    private static final Logger LOG = LoggerFactory.getLogger(StagingSpace.class);
    /** Messages of the operating system about a full disk, an exhausted quota and a process limit. */
    private static final Pattern FULL =
            Pattern.compile("(?i).*(no space left|not enough space|quota exceeded|file too large).*", Pattern.DOTALL);
    /** Less free space, in bytes, than a single write needs. Covers messages in other languages. */
    private static final long MIN_FREE_BYTES = 1 << 16;

    /** Bounds the search through causes, which may be circular. */
    private static final int MAX_CAUSES = 20;

    private StagingSpace() {}

    /**
     * Estimates whether a copy and its unpacked files fit on the disk. The database may use the same disk, so deployment must not fill it.
     *
     * @param target the folder to unpack into
     * @throws NoSpaceException if they do not fit
     */
    public static void demand(Path artifact, Path target, Limits limits) throws IOException {
        FileStore store = Files.getFileStore(target);
        // a file system that does not know its size reports 0
        if (store.getTotalSpace() > 0 && requiredBytes(artifact, limits) > store.getUsableSpace()) {
            throw new NoSpaceException(null);
        }
    }

    private static long requiredBytes(Path artifact, Limits limits) throws IOException {
        if (Files.isDirectory(artifact)) {
            try (Stream<Path> all = Files.walk(artifact.toRealPath())) {
                return all.mapToLong(path -> path.toFile().length()).sum();
            }
        }
        long packed = Files.isRegularFile(artifact) ? Files.size(artifact) : 0;
        if (packed == 0 || packed > limits.packedBytes()) {
            // such a file is refused later, with a message of its own
            return 0;
        }
        long most = Math.min(limits.unpackedBytes(), Math.max(limits.ratioFrom(), packed * limits.ratio()));
        try (ZipFile zip = new ZipFile(artifact.toFile())) {
            return packed
                    + Math.min(most, zip.stream().mapToLong(ZipEntry::getSize).sum());
        } catch (ZipException e) {
            LOG.debug("{} does not tell what it unpacks to", artifact, e);
            return packed;
        }
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
