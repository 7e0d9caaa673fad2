package org.souk.search.internal.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NoLockFactory;

/**
 * A directory without fsync: an index that is lost in a power failure is rebuilt, and for a small shop fsync would take most of the time.
 * Has no lock, because no other process writes to it.
 */
final class UnsyncedDirectory extends FilterDirectory {
    private final Path path;

    UnsyncedDirectory(Path path) throws IOException {
        super(new MMapDirectory(path, NoLockFactory.INSTANCE));
        this.path = path;
    }

    Path path() {
        return path;
    }

    @Override
    public void sync(Collection<String> names) {}

    @Override
    public void syncMetaData() {}
}
