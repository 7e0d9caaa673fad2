package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.souk.common.digest.Sha256;

/**
 * Sizes, times and inodes of a file or folder as one text. A different text shows a change, without reading the content. A text written by
 * an earlier version of Souk, which noted less, is the beginning of the present one.
 *
 * @param text stays the same while nothing changes, also across restarts
 */
public record FileFingerprint(String text) {
    private static final String UNIX = "unix:size,lastModifiedTime,ctime,ino,isDirectory,isRegularFile";
    /** Without change times of inodes, only the content of a file reveals a change that keeps its size and time. Larger files are not read. */
    private static final long READ_BYTES = 1 << 18;
    /** {@code products.csv} arrives as {@code .products.csv.Xa12bC}. */
    private static final Pattern RSYNC = Pattern.compile("\\..+\\.[A-Za-z0-9]{6}");
    /** What is deeper, or beyond this number, makes the catalog exceed its limits anyway. */
    private static final int MAX_LEVELS = 100;

    private static final int MAX_ENTRIES = 2_000_000;

    /**
     * What is seen of a path.
     *
     * @param arriving a text that changes while rsync writes a file into a folder: under a hidden name, which the fingerprint leaves out
     */
    public record Sighting(FileFingerprint fingerprint, String arriving) {}

    /**
     * The fingerprint of the path now; empty if the path certainly does not exist. Links are not followed.
     *
     * @throws IOException if the path cannot be read now
     */
    public static Optional<FileFingerprint> of(Path path) throws IOException {
        return look(path).map(Sighting::fingerprint);
    }

    /** As {@link #of}, and what arrives at the moment. */
    public static Optional<Sighting> look(Path path) throws IOException {
        try {
            Seen seen = Seen.of(path);
            return Optional.of(
                    seen.folder
                            ? new Folder(path).look()
                            : new Sighting(new FileFingerprint("file " + seen.sizeAndTime + " " + seen.change), ""));
        } catch (IOException e) {
            if (absent(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether nothing has changed since that fingerprint, which an earlier version of Souk may have made. */
    public boolean continues(FileFingerprint earlier) {
        return equals(earlier) || (!earlier.text.isEmpty() && text.startsWith(earlier.text + " "));
    }

    /** Whether the path certainly does not exist; any other failure is one of disk or network. */
    static boolean absent(IOException e) {
        return e instanceof NoSuchFileException
                || (e instanceof FileSystemException f
                        && String.valueOf(f.getReason()).contains("ot a directory"));
    }

    /**
     * What is noted of a file.
     *
     * @param change the inode and its change time, which reveal a copy that keeps size and modification time ({@code cp -p}); a digest of the
     *     content where there are none
     */
    private record Seen(boolean folder, boolean regular, String sizeAndTime, String change) {
        static Seen of(Path path) throws IOException {
            if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
                Map<String, Object> all = Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS);
                return new Seen(
                        Boolean.TRUE.equals(all.get("isDirectory")),
                        Boolean.TRUE.equals(all.get("isRegularFile")),
                        all.get("size") + " "
                                + ((FileTime) Objects.requireNonNull(all.get("lastModifiedTime"))).toInstant(),
                        all.get("ctime") + " " + all.get("ino"));
            }
            BasicFileAttributes basic =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Seen(
                    basic.isDirectory(),
                    basic.isRegularFile(),
                    basic.size() + " " + basic.lastModifiedTime().toInstant(),
                    basic.isRegularFile() && basic.size() <= READ_BYTES ? Sha256.of(path) : "unread");
        }
    }

    /** Adds up a folder. The order of its entries is undefined, so the sums do not depend on it. */
    private static final class Folder {
        private final Path root;
        private int entries;
        private int files;
        /** Of names, sizes and times of files: all that earlier versions noted. */
        private long sizesAndTimes;

        private long changes;
        private long arriving;

        Folder(Path root) {
            this.root = root;
        }

        Sighting look() throws IOException {
            try (DirectoryStream<Path> list = Files.newDirectoryStream(root)) {
                add(list, 1);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            String text = "folder " + files + " " + Long.toHexString(sizesAndTimes) + " " + Long.toHexString(changes);
            return new Sighting(new FileFingerprint(text), Long.toHexString(arriving));
        }

        private void add(DirectoryStream<Path> list, int level) {
            for (Path path : list) {
                if (++entries > MAX_ENTRIES) {
                    return;
                }
                String name = path.getFileName().toString();
                if (!EntryName.ignored(name)) {
                    add(path, level);
                } else if (RSYNC.matcher(name).matches()) {
                    addArriving(path);
                }
            }
        }

        private void add(Path path, int level) {
            String name = root.relativize(path).toString();
            Seen seen;
            try {
                seen = Seen.of(path);
            } catch (IOException e) {
                // deleted since it was listed, or unreadable; the sum changes when that does
                changes += mix(name.hashCode());
                return;
            }
            if (seen.folder) {
                changes += mix(31L * name.hashCode() + 1);
                addFolder(path, name, level);
                return;
            }
            files++;
            sizesAndTimes += mix(31L * name.hashCode() + seen.sizeAndTime.hashCode());
            changes += mix(31L * name.hashCode() + (seen.change + seen.regular).hashCode());
        }

        private void addArriving(Path path) {
            try {
                arriving +=
                        mix(31L * path.hashCode() + Seen.of(path).sizeAndTime.hashCode());
            } catch (IOException e) {
                // renamed since it was listed
                arriving++;
            }
        }

        private void addFolder(Path path, String name, int level) {
            if (level == MAX_LEVELS) {
                return;
            }
            try (DirectoryStream<Path> list = Files.newDirectoryStream(path)) {
                add(list, level + 1);
            } catch (IOException | DirectoryIteratorException e) {
                changes += mix(31L * name.hashCode() + 2);
            }
        }

        private static long mix(long value) {
            long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
            return mixed ^ (mixed >>> 33);
        }
    }
}
