package org.souk.deployer.internal.live;

import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.deployer.internal.bundle.CatalogBundle;

/** One version of a catalog as it lies on disk, with its bundle. Ends, and is cleared away, when nothing serves from it any more. */
public final class Generation {
    public final Catalog catalog;
    public final CatalogFiles files;
    public final CatalogBundle bundle;
    public final GenerationFolder folder;
    private final Disposer disposer;
    private final RefCount users;

    /**
     * @param folder takes over one use of it
     * @param disposer where it is cleared away
     */
    public Generation(
            Catalog catalog, CatalogFiles files, CatalogBundle bundle, GenerationFolder folder, Disposer disposer) {
        this.catalog = catalog;
        this.files = files;
        this.bundle = bundle;
        this.folder = folder;
        this.disposer = disposer;
        this.users = new RefCount(() -> disposer.clear(this));
    }

    /** Does what is left to do when the last request has gone. */
    void later(Runnable task) {
        disposer.later(task);
    }

    boolean retain() {
        return users.retain();
    }

    public void release() {
        users.release();
    }
}
