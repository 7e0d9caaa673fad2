package org.souk.deployer.internal.life;

import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.deployer.internal.bundle.CatalogBundle;

/** One version of a catalog as it lies on disk, with its bundle. Ends, and is cleared away, when nothing serves from it any more. */
final class Generation {
    final String name;
    final String archive;
    final Catalog catalog;
    final CatalogFiles files;
    final CatalogBundle bundle;
    final GenerationFolder folder;
    private final Disposer retirement;
    private final RefCount users;

    /**
     * @param name of its folder
     * @param archive SHA-256 of what was dropped
     * @param folder takes over one use of it
     * @param retirement where it is cleared away
     */
    Generation(
            String name,
            String archive,
            Catalog catalog,
            CatalogFiles files,
            CatalogBundle bundle,
            GenerationFolder folder,
            Disposer retirement) {
        this.name = name;
        this.archive = archive;
        this.catalog = catalog;
        this.files = files;
        this.bundle = bundle;
        this.folder = folder;
        this.retirement = retirement;
        this.users = new RefCount(() -> retirement.clear(this));
    }

    /** Does what is left to do when the last request has gone. */
    void later(Runnable task) {
        retirement.later(task);
    }

    boolean retain() {
        return users.retain();
    }

    void release() {
        users.release();
    }
}
