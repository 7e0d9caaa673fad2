package org.souk.deployer.internal.archive;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Sizes and times of a file or folder as one text. A different text shows a change, without reading the content.
 *
 * @param text stays the same while nothing changes, also across restarts
 */
public record FileFingerprint(String text) {
    /**
     * The fingerprint of the path now; empty if the path certainly does not exist.
     *
     * @throws IOException if the path cannot be read now
     */
    public static Optional<FileFingerprint> of(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(
                    attributes.isDirectory()
                            ? folder(path)
                            : new FileFingerprint("file " + one(attributes) + changed(path)));
        } catch (IOException e) {
            if (absent(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether the path certainly does not exist; any other failure is one of disk or network. */
    static boolean absent(IOException e) {
        return e instanceof NoSuchFileException
                || (e instanceof FileSystemException f
                        && String.valueOf(f.getReason()).contains("ot a directory"));
    }

    private static String one(BasicFileAttributes attributes) {
        return attributes.size() + " " + attributes.lastModifiedTime().toInstant();
    }

    /** The inode change time. It alone reveals a copy that keeps size and modification time ({@code cp -p}). */
    private static String changed(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? " " + Files.getAttribute(file, "unix:ctime")
                : "";
    }

    private static FileFingerprint folder(Path folder) throws IOException {
        Path root = folder.toRealPath();
        // the order of directory entries is undefined, so the sum must not depend on it
        long[] sum = {0, 0};
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                boolean skip = !dir.equals(root)
                        && EntryName.ignored(root.relativize(dir).toString());
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = root.relativize(file).toString();
                if (!EntryName.ignored(name)) {
                    sum[0]++;
                    sum[1] += mix(31L * name.hashCode() + one(attributes).hashCode());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (file.equals(root)) {
                    throw e;
                }
                // deleted since it was listed, so the sum should change
                return FileVisitResult.CONTINUE;
            }
        });
        return new FileFingerprint("folder " + sum[0] + " " + Long.toHexString(sum[1]));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        return mixed ^ (mixed >>> 33);
    }
}
