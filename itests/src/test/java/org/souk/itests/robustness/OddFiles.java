package org.souk.itests.robustness;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Makes files that are no ordinary files: pipes, sockets, links, sparse files. Removes all of them without following or opening one. */
final class OddFiles {
    private static final int LARGEST_SEARCHED = 50 << 20;

    private OddFiles() {}

    /** A named pipe: whoever opens it waits for somebody at the other end. */
    static Path pipe(Path file) {
        try {
            Files.createDirectories(file.getParent());
            if (new ProcessBuilder("mkfifo", file.toString()).start().waitFor() != 0) {
                throw new AssertionError("mkfifo fails: " + file);
            }
            return file;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A socket of the file system, to which nothing listens. It is made in a short folder: the length of its path is limited. */
    static Path socket(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Path made = Files.createTempDirectory("s").resolve("s");
            ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                    .bind(UnixDomainSocketAddress.of(made))
                    .close();
            return Files.move(made, file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Path link(Path file, String target) {
        try {
            Files.createDirectories(file.getParent());
            return Files.createSymbolicLink(file, Path.of(target));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A file of that many bytes that occupies almost no disk. */
    static Path sparse(Path file, long bytes) {
        try {
            Files.createDirectories(file.getParent());
            try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength(bytes);
            }
            return file;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Removes a file, or a folder with all that is in it. Whoever waits at a pipe in it is released. Does nothing if it does not exist. */
    static void remove(Path file) {
        try {
            if (!Files.exists(file, NOFOLLOW_LINKS)) {
                return;
            }
            Files.walkFileTree(file, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isOther() && !isSocket(each)) {
                        // to open it for both directions waits for nobody
                        try (RandomAccessFile released = new RandomAccessFile(each.toFile(), "rw")) {
                            Files.delete(each);
                            released.getFD();
                        }
                    } else {
                        Files.deleteIfExists(each);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path each, IOException failure) throws IOException {
                    Files.deleteIfExists(each);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isSocket(Path file) throws IOException {
        int kind = (Integer) Files.getAttribute(file, "unix:mode", NOFOLLOW_LINKS) & 0170000;
        return kind == 0140000;
    }

    /** Bytes that the files under a folder have, as they say themselves; those that vanish meanwhile count nothing. */
    static long size(Path folder) {
        List<Long> sizes = new ArrayList<>();
        visit(folder, (file, attributes) -> sizes.add(attributes.size()));
        return sizes.stream().mapToLong(Long::longValue).sum();
    }

    /** Files under a folder that contain a text, also packed in a jar or zip. */
    static List<Path> containing(Path folder, String text) {
        List<Path> found = new ArrayList<>();
        visit(folder, (file, attributes) -> {
            if (attributes.size() <= LARGEST_SEARCHED && contains(file, text)) {
                found.add(file);
            }
        });
        return found;
    }

    private static boolean contains(Path file, String text) throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (content.length > 1 && content[0] == 'P' && content[1] == 'K') {
            try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    if (has(zip, text)) {
                        return true;
                    }
                }
            }
        }
        return new String(content, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static boolean has(InputStream in, String text) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(text);
    }

    /** What is done with a regular file. */
    @FunctionalInterface
    private interface Visit {
        void at(Path file, BasicFileAttributes attributes) throws IOException;
    }

    private static void visit(Path folder, Visit visit) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        try {
                            visit.at(file, attributes);
                        } catch (IOException e) {
                            return FileVisitResult.CONTINUE; // it vanished, or is no whole archive
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
