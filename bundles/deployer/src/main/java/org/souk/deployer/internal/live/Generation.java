package org.souk.deployer.internal.live;

import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.memory.MemoryBudget;
import org.souk.deployer.internal.read.table.RowCounts;

/**
 * A version of a catalog on this machine: its folder and bundle. When its last user has released it, the {@link Disposer} uninstalls the
 * bundle.
 */
public final class Generation extends RefCounted {
    public final Catalog catalog;
    public final CatalogFiles files;
    public final CatalogBundle bundle;
    public final GenerationFolder folder;
    /** What became of the rows of its product table. */
    public final RowCounts rows;

    final Disposer disposer;
    private final MemoryBudget memory;

    /** Takes over one use of the folder. */
    public Generation(
            Catalog catalog,
            CatalogFiles files,
            CatalogBundle bundle,
            GenerationFolder folder,
            RowCounts rows,
            Disposer disposer,
            MemoryBudget memory) {
        this.catalog = catalog;
        this.files = files;
        this.bundle = bundle;
        this.folder = folder;
        this.rows = rows;
        this.disposer = disposer;
        this.memory = memory;
    }

    @Override
    void end() {
        memory.release(catalog);
        disposer.dispose(this);
    }
}
