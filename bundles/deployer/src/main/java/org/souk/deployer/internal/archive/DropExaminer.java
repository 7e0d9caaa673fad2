package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.souk.deployer.internal.problem.Limits;

/**
 * Examines a file or folder in the deploy folder by the attributes of its entries. It follows no link, stops at the limits of a catalog,
 * and opens no file, unless the file system has no inodes (see {@link EntryAttributes}). So a pipe, a loop of links or a huge folder cannot
 * block it. A file that operating systems or editors leave behind is not a change, but counts against the limits. Safe for any thread.
 */
public final class DropExaminer {
    /** {@code products.csv} arrives as {@code .products.csv.Xa12bC}. */
    private static final Pattern RSYNC = Pattern.compile("\\..+\\.[A-Za-z0-9]{6}");
    /** After this time a folder counts as one that cannot be examined. On a local disk 200,000 files take about a second. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Limits limits;
    private final Duration longest;

    public DropExaminer(Limits limits) {
        this(limits, LONGEST);
    }

    /** @param longest time for one examination */
    DropExaminer(Limits limits, Duration longest) {
        this.limits = limits;
        this.longest = longest;
    }

    /**
     * What was found at a path.
     *
     * @param fingerprint differs whenever a file that counts has changed, or whether it can be read
     * @param problem why it cannot be taken at all, for its merchant; empty if it can
     * @param arriving a text that changes while rsync writes into a folder; rsync uses hidden names, which the fingerprint leaves out
     * @param unreadable whether the container could not read or list all of it, which may change without a change of the file
     */
    public record Examined(
            FileFingerprint fingerprint,
            boolean folder,
            long bytes,
            String arriving,
            String problem,
            boolean unreadable) {}

    /**
     * Examines a path.
     *
     * @return empty if the path certainly does not exist
     * @throws IOException if that cannot be determined now
     */
    public Optional<Examined> examine(Path path) throws IOException {
        EntryAttributes found;
        String stamp;
        try {
            found = EntryAttributes.of(path);
            // may open the file
            stamp = found.folder() ? "" : found.stamp();
        } catch (IOException e) {
            if (absent(e)) {
                return Optional.empty();
            }
            throw e;
        }
        if (found.folder()) {
            Walk walk = new Walk();
            walk.folder(path, "", 1);
            return Optional.of(walk.result());
        }
        FileFingerprint fingerprint = new FileFingerprint((found.file() ? "file " : found.what() + " ") + stamp);
        boolean unreadable = found.file() && !Files.isReadable(path);
        return Optional.of(new Examined(fingerprint, false, found.size(), "", problem(found, unreadable), unreadable));
    }

    private String problem(EntryAttributes found, boolean unreadable) {
        if (!found.file()) {
            return "it is " + found.what() + "; put the file or folder itself there";
        }
        if (unreadable) {
            return "the container may not read it; change its permissions";
        }
        return found.size() > limits.packedBytes()
                ? "it has " + found.size() + " bytes, and a catalog at most " + limits.packedBytes()
                        + "; make its pictures smaller"
                : "";
    }

    /** Whether the failure says that a path does not exist; any other failure is one of disk or network. */
    private static boolean absent(IOException e) {
        return e instanceof NoSuchFileException
                || (e instanceof FileSystemException f
                        && String.valueOf(f.getReason()).contains("ot a directory"));
    }

    /** One pass over a folder. The order of directory entries is undefined, so the sum does not depend on it. */
    private final class Walk {
        private final long end = System.nanoTime() + longest.toNanos();
        private int entries;
        private long bytes;
        private int files;
        /** A sum over names, sizes and times of files, the same as in fingerprints of earlier versions of Souk. */
        private long sizesAndTimes;

        private long changes;
        private long arriving;
        private String problem = "";
        private boolean unreadable;
        /** Whether some entries cannot be listed, for a reason that does not go away by itself. */
        private boolean unlisted;

        void folder(Path folder, String prefix, int level) throws IOException {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
                for (Path child : children) {
                    if (unlisted || entries > limits.entries()) {
                        return;
                    }
                    if (System.nanoTime() > end) {
                        unlisted("its files cannot be listed within " + longest.toSeconds() + " s; remove some");
                        return;
                    }
                    if (++entries > limits.entries()) {
                        problem("there are more than " + limits.entries() + " files and folders in it; remove some");
                        return;
                    }
                    String name = String.valueOf(child.getFileName());
                    if (!EntryName.ignored(name)) {
                        entry(child, prefix + name, level);
                    } else if (RSYNC.matcher(name).matches()) {
                        arriving(child, prefix + name);
                    }
                }
            } catch (DirectoryIteratorException e) {
                unreadable(folder, prefix, Objects.requireNonNull(e.getCause()));
            } catch (IOException e) {
                unreadable(folder, prefix, e);
            }
        }

        private void entry(Path path, String name, int level) throws IOException {
            EntryAttributes found;
            String change;
            try {
                found = EntryAttributes.of(path);
                change = found.folder() ? "" : found.change();
            } catch (NoSuchFileException e) {
                // deleted since it was listed, so the sum changes
                return;
            }
            if (found.folder()) {
                changes += mix(31L * name.hashCode() + 1);
                if (level > limits.levels()) {
                    problem("the folder '" + name + "' is more than " + limits.levels()
                            + " levels deep; move its files up");
                } else {
                    folder(path, name + "/", level + 1);
                }
                return;
            }
            files++;
            sizesAndTimes += mix(31L * name.hashCode() + found.sizeAndTime().hashCode());
            changes += mix(31L * name.hashCode() + (change + found.what()).hashCode());
            bytes += found.size();
            if (!found.what().isEmpty()) {
                problem("'" + name + "' is " + found.what() + "; put the file itself there");
            } else if (!Files.isReadable(path)) {
                unreadable("read '" + name + "'");
            } else if (bytes > limits.unpackedBytes()) {
                problem("its files have more than " + limits.unpackedBytes() + " bytes; make its pictures smaller");
            }
        }

        /** Adds the change time of an unreadable folder to the sum, so that a change of its permissions is noticed. */
        private void unreadable(Path folder, String prefix, IOException e) throws IOException {
            if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
                // removed or replaced since it was listed
                return;
            }
            if (e instanceof FileSystemException f
                    && String.valueOf(f.getReason()).contains("ame too long")) {
                unlisted("a name in it is too long with those of its folders; shorten it");
                return;
            }
            if (!(e instanceof AccessDeniedException)) {
                throw e;
            }
            changes += mix(31L * prefix.hashCode()
                    + EntryAttributes.of(folder).change().hashCode());
            unreadable("list " + (prefix.isEmpty() ? "it" : "'" + prefix.substring(0, prefix.length() - 1) + "'"));
        }

        /** Marks the folder as one that cannot be listed. It is refused if that is still so when it has settled. */
        private void unlisted(String text) {
            unlisted = true;
            unreadable = true;
            problem(text);
        }

        private void unreadable(String what) {
            unreadable = true;
            problem("the container may not " + what + "; change its permissions");
        }

        private void arriving(Path path, String name) {
            try {
                arriving += mix(31L * name.hashCode()
                        + EntryAttributes.of(path).sizeAndTime().hashCode());
            } catch (IOException e) {
                // renamed since it was listed
                arriving++;
            }
        }

        private void problem(String text) {
            problem = problem.isEmpty() ? text.replaceAll("\\p{Cntrl}", "?") : problem;
        }

        Examined result() {
            // a sum over some of the files would depend on the order in which they are listed
            String text = unlisted
                    ? "unlisted"
                    : entries > limits.entries()
                            ? "over " + limits.entries()
                            : files + " " + Long.toHexString(sizesAndTimes) + " " + Long.toHexString(changes);
            return new Examined(
                    new FileFingerprint("folder " + text),
                    true,
                    bytes,
                    Long.toHexString(arriving),
                    problem,
                    unreadable);
        }
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        return mixed ^ (mixed >>> 33);
    }
}
