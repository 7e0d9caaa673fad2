package org.souk.deployer.internal.life;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.deployer.internal.archive.Folders;
import org.souk.deployer.internal.bundle.CatalogBundle;

/** One version of a catalog as it lies on disk, with its bundle. Ends, and is cleared away, when nothing serves from it any more. */
final class Generation {
    final String name;
    final String archive;
    final Catalog catalog;
    final CatalogFiles files;
    final CatalogBundle bundle;
    final Path folder;
    private final Executor retirement;
    private final Counted users;

    /**
     * @param name of its folder
     * @param archive SHA-256 of what was dropped
     * @param retirement where it is cleared away: never on the thread of a request that happens to be the last
     */
    Generation(
            String name,
            String archive,
            Catalog catalog,
            CatalogFiles files,
            CatalogBundle bundle,
            Path folder,
            Executor retirement) {
        this.name = name;
        this.archive = archive;
        this.catalog = catalog;
        this.files = files;
        this.bundle = bundle;
        this.folder = folder;
        this.retirement = retirement;
        this.users = new Counted(() -> later(() -> {
            bundle.retire();
            Folders.delete(folder);
        }));
    }

    /** Does what is left to do when the last request has gone. */
    void later(Runnable task) {
        retirement.execute(task);
    }

    boolean retain() {
        return users.retain();
    }

    void release() {
        users.release();
    }
}
