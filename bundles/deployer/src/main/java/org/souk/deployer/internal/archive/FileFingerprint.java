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
 * What tells, without reading it, that a file or a folder changed: lengths and times.
 *
 * @param text the same as long as nothing changes, also over restarts
 */
public record FileFingerprint(String text) {
    /**
     * Of what lies there now; empty if it is sure that nothing does.
     *
     * @throws IOException if that cannot be told now
     */
    public static Optional<FileFingerprint> of(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(
                    attributes.isDirectory() ? folder(path) : new FileFingerprint("file " + one(attributes) + changed(path)));
        } catch (IOException e) {
            if (absent(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether that is sure: any other failure is one of the disk or of the network. */
    static boolean absent(IOException e) {
        return e instanceof NoSuchFileException
                || (e instanceof FileSystemException f
                        && String.valueOf(f.getReason()).contains("ot a directory"));
    }

    private static String one(BasicFileAttributes attributes) {
        return attributes.size() + " " + attributes.lastModifiedTime().toInstant();
    }

    /** When the file was last written or put there: a copy that keeps length and time ({@code cp -p}) shows in this alone. */
    private static String changed(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? " " + Files.getAttribute(file, "unix:ctime")
                : "";
    }

    private static FileFingerprint folder(Path folder) throws IOException {
        Path root = folder.toRealPath();
        // order of a directory's entries is not sure, so a sum that does not depend on it
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
                // it vanished meanwhile: the sum changes, and that is what it is for
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
