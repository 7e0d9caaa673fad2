package org.souk.search.internal.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NoLockFactory;

/**
 * A folder whose files are left to the operating system to write out: an index that is lost with the power is made again, and waiting for
 * the disk would be most of what a small shop's index costs. Nobody else writes there, so there is no lock either.
 */
final class UnsyncedDirectory extends FilterDirectory {
    private final Path path;

    private UnsyncedDirectory(Path path) throws IOException {
        super(new MMapDirectory(path, NoLockFactory.INSTANCE));
        this.path = path;
    }

    static UnsyncedDirectory at(Path path) throws IOException {
        return new UnsyncedDirectory(path);
    }

    Path path() {
        return path;
    }

    @Override
    public void sync(Collection<String> names) {}

    @Override
    public void syncMetaData() {}
}
