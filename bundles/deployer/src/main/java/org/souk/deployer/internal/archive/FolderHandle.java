package org.souk.deployer.internal.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder held open. What it contains is opened through this handle, and links are never followed, so that whoever replaces a file or
 * folder by a link meanwhile cannot lead the reader elsewhere. Only regular files are opened: opening a pipe would block.
 */
abstract sealed class FolderHandle implements Closeable {
    private final DirectoryStream<Path> list;

    private FolderHandle(DirectoryStream<Path> list) {
        this.list = list;
    }

    /** Something in a folder, by its simple name, and what it was when it was found. */
    record Found(Path name, BasicFileAttributes attributes) {}

    /**
     * Opens a folder. The folder that it is in is found by its path.
     *
     * @param folder absolute
     * @throws RejectedFileException if it is a link
     */
    static FolderHandle open(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null) {
            return byPath(folder);
        }
        try (FolderHandle above = chosen(parent)) {
            Found found = above.find(folder.getFileName());
            if (found.attributes().isSymbolicLink()) {
                throw new RejectedFileException("it is a link; put the folder itself there");
            }
            return above.folder(found);
        }
    }

    /** Opens a folder that the operator chose, through any link. Only what is in it is not trusted. */
    static FolderHandle chosen(Path folder) throws IOException {
        DirectoryStream<Path> list = Files.newDirectoryStream(folder);
        return list instanceof SecureDirectoryStream<Path> secure
                ? new ByHandle(secure)
                : new ByPath(folder.toRealPath(), list);
    }

    /**
     * Opens a folder where the operating system has no folder handles. It compares what a path leads to before and after, so a link that is
     * there for an instant only may be missed.
     */
    static FolderHandle byPath(Path folder) throws IOException {
        return new ByPath(folder.toRealPath(), Files.newDirectoryStream(folder));
    }

    /** What is in the folder, in any order. Can be called once. */
    Iterator<Path> names() {
        Iterator<Path> paths = list.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return paths.hasNext();
            }

            @Override
            public Path next() {
                return paths.next().getFileName();
            }
        };
    }

    /**
     * Describes an entry, and not what it links to.
     *
     * @throws DamagedArchiveException if it was deleted since it was listed
     */
    final Found find(Path name) throws IOException {
        try {
            return new Found(name, attributes(name));
        } catch (NoSuchFileException e) {
            throw replaced(name);
        }
    }

    /**
     * Opens a folder in this one.
     *
     * @throws DamagedArchiveException if it was replaced since it was found
     */
    final FolderHandle folder(Found found) throws IOException {
        return unchanged(found, () -> openFolder(found.name()));
    }

    /**
     * Opens a regular file in this folder.
     *
     * @throws DamagedArchiveException if it was replaced since it was found
     */
    final InputStream file(Found found) throws IOException {
        return Channels.newInputStream(open(found));
    }

    /** As {@link #file}, with access to any part of it. */
    final FileChannel channel(Found found) throws IOException {
        SeekableByteChannel opened = open(found);
        if (opened instanceof FileChannel channel) {
            return channel;
        }
        opened.close();
        throw new IOException("the file system of '" + found.name() + "' has no random access");
    }

    private SeekableByteChannel open(Found found) throws IOException {
        if (!found.attributes().isRegularFile() || !same(found)) {
            throw replaced(found.name());
        }
        return unchanged(found, () -> openFile(found.name()));
    }

    private interface Opening<T extends Closeable> {
        T open() throws IOException;
    }

    /** Opens an entry, and closes it again if it is not what was found. */
    private <T extends Closeable> T unchanged(Found found, Opening<T> opening) throws IOException {
        try {
            T opened = opening.open();
            if (same(found)) {
                return opened;
            }
            opened.close();
        } catch (IOException e) {
            throw explain(found, e);
        }
        throw replaced(found.name());
    }

    abstract BasicFileAttributes attributes(Path name) throws IOException;

    abstract FolderHandle openFolder(Path name) throws IOException;

    abstract SeekableByteChannel openFile(Path name) throws IOException;

    private boolean same(Found found) {
        try {
            BasicFileAttributes before = found.attributes();
            BasicFileAttributes now = attributes(found.name());
            return before.isRegularFile() == now.isRegularFile()
                    && before.isDirectory() == now.isDirectory()
                    && Objects.equals(before.fileKey(), now.fileKey());
        } catch (IOException e) {
            return false;
        }
    }

    private IOException explain(Found found, IOException e) {
        // a link may have been there for an instant only
        boolean other = e instanceof NoSuchFileException
                || e instanceof NotDirectoryException
                || String.valueOf(e.getMessage()).contains("symbolic link");
        return other || !same(found) ? replaced(found.name()) : e;
    }

    private static DamagedArchiveException replaced(Path name) {
        return new DamagedArchiveException("'" + EntryName.shown(name.toString()) + "' changed while it was read");
    }

    @Override
    public void close() throws IOException {
        list.close();
    }

    private static final class ByHandle extends FolderHandle {
        private final SecureDirectoryStream<Path> handle;

        ByHandle(SecureDirectoryStream<Path> handle) {
            super(handle);
            this.handle = handle;
        }

        @Override
        BasicFileAttributes attributes(Path name) throws IOException {
            return handle.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        }

        @Override
        FolderHandle openFolder(Path name) throws IOException {
            return new ByHandle(handle.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
        }

        @Override
        SeekableByteChannel openFile(Path name) throws IOException {
            return handle.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        }
    }

    private static final class ByPath extends FolderHandle {
        private final Path real;

        ByPath(Path real, DirectoryStream<Path> list) {
            super(list);
            this.real = real;
        }

        @Override
        BasicFileAttributes attributes(Path name) throws IOException {
            return Files.readAttributes(inside(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        FolderHandle openFolder(Path name) throws IOException {
            Path path = inside(name);
            DirectoryStream<Path> opened = Files.newDirectoryStream(path);
            return checked(path, new ByPath(path, opened));
        }

        @Override
        SeekableByteChannel openFile(Path name) throws IOException {
            Path path = inside(name);
            return checked(path, newByteChannel(path));
        }

        private static SeekableByteChannel newByteChannel(Path path) throws IOException {
            try {
                return Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            } catch (UnsupportedOperationException | IllegalArgumentException e) {
                // a file system without links
                return Files.newByteChannel(path);
            }
        }

        private Path inside(Path name) {
            return real.resolve(name.toString());
        }

        /** Closes what was opened if a folder on the way to it was replaced by a link. */
        private static <T extends Closeable> T checked(Path path, T opened) throws IOException {
            @Nullable T result = null;
            try {
                if (!path.toRealPath().equals(path)) {
                    throw replaced(path.getFileName());
                }
                result = opened;
                return result;
            } finally {
                if (result == null) {
                    opened.close();
                }
            }
        }
    }
}
