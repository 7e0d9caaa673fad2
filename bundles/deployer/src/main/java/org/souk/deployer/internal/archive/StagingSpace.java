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

/** Room on the disk for what is unpacked. */
public final class StagingSpace {
    private static final Logger LOG = LoggerFactory.getLogger(StagingSpace.class);
    /** What the system says of a full disk, a used-up quota and a limit of the process. */
    private static final Pattern FULL =
            Pattern.compile("(?i).*(no space left|not enough space|quota exceeded|file too large).*", Pattern.DOTALL);
    /** Less than one write of ours: another language may say it in words that we do not know. */
    private static final long NOTHING = 1 << 16;

    /** Causes that are looked at: they may go round in a circle. */
    private static final int DEEPEST = 20;

    private StagingSpace() {}

    /**
     * Makes sure, as far as that can be told before, that there is room for a copy and for what it unpacks to: the database may write to
     * the same disk, and must not find it full.
     *
     * @param target where it will be unpacked
     * @throws NoSpaceException if there is not
     */
    public static void demand(Path artifact, Path target, Limits limits) throws IOException {
        FileStore store = Files.getFileStore(target);
        // a file system that cannot tell says that it has nothing at all
        if (store.getTotalSpace() > 0 && wanted(artifact, limits) > store.getUsableSpace()) {
            throw new NoSpaceException(null);
        }
    }

    private static long wanted(Path artifact, Limits limits) throws IOException {
        if (Files.isDirectory(artifact)) {
            try (Stream<Path> all = Files.walk(artifact.toRealPath())) {
                return all.mapToLong(path -> path.toFile().length()).sum();
            }
        }
        long packed = Files.isRegularFile(artifact) ? Files.size(artifact) : 0;
        if (packed == 0 || packed > limits.packedBytes()) {
            // refused for what it is
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

    /** The failure of a write into that folder, as lack of space if it was that. */
    public static IOException explain(IOException e, Path folder) {
        boolean other = e instanceof NoSpaceException || e instanceof DamagedArchiveException || e instanceof BoundException;
        return !other && (saysFull(e) || full(folder)) ? new NoSpaceException(e) : e;
    }

    private static boolean saysFull(IOException e) {
        return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(cause ->
                        FULL.matcher(String.valueOf(cause.getMessage())).matches());
    }

    private static boolean full(Path folder) {
        try {
            FileStore store = Files.getFileStore(existing(folder));
            return store.getTotalSpace() > 0 && store.getUsableSpace() < NOTHING;
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
