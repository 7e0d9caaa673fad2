package org.souk.deployer.internal.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.util.Iterator;
import org.souk.deployer.internal.archive.FolderHandle.Found;

/** The files of a folder. Links are reported and never followed, whatever happens to the folder meanwhile. */
public final class FolderContents implements SourceContents {
    private final Path folder;

    /**
     * @param folder absolute, and no link
     */
    public FolderContents(Path folder) {
        this.folder = folder;
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        try (FolderHandle root = FolderHandle.open(folder)) {
            visit(root, "", visitor);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean visit(FolderHandle open, String prefix, Visitor visitor) throws IOException {
        for (Iterator<Path> names = open.names(); names.hasNext(); ) {
            Path simple = names.next();
            String name = prefix + simple;
            // the visitor counts leftovers, too, but nothing looks at them
            boolean goesOn = EntryName.ignored(simple.toString())
                    ? visitor.folder(name)
                    : visit(open, open.find(simple), name, visitor);
            if (!goesOn) {
                return false;
            }
        }
        return true;
    }

    private static boolean visit(FolderHandle open, Found found, String name, Visitor visitor) throws IOException {
        if (found.attributes().isDirectory()) {
            // the visitor bounds the depth
            if (!visitor.folder(name)) {
                return false;
            }
            try (FolderHandle below = open.folder(found)) {
                return visit(below, name + "/", visitor);
            }
        }
        if (!found.attributes().isRegularFile()) {
            return visitor.other(name, found.attributes().isSymbolicLink() ? "a link" : "no file");
        }
        return visitor.file(name, new Opener() {
            @Override
            public InputStream open() throws IOException {
                return new DeletionCheckedStream(open.file(found), open, found.name());
            }

            @Override
            public long size() {
                return found.attributes().size();
            }
        });
    }

    /** Fails soon after its file was deleted, so that nobody copies a large file to its end for nothing. */
    private static final class DeletionCheckedStream extends FilterInputStream {
        /** How much is read between two looks at the file's name. */
        static final int BYTES = 16 << 20;

        private final FolderHandle folder;
        private final Path name;
        private int left = BYTES;

        DeletionCheckedStream(InputStream content, FolderHandle folder, Path name) {
            super(content);
            this.folder = folder;
            this.name = name;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            left -= count;
            if (left < 0) {
                left = BYTES;
                folder.find(name);
            }
            return count;
        }
    }
}
