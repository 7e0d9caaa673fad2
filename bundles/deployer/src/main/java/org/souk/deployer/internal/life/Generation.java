package org.souk.deployer.internal.life;

import java.nio.file.Path;
import java.util.function.Consumer;
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
    final Path folder;
    private final Counted users;

    /**
     * @param name of its folder
     * @param archive SHA-256 of what was dropped
     * @param end clears it away
     */
    Generation(
            String name,
            String archive,
            Catalog catalog,
            CatalogFiles files,
            CatalogBundle bundle,
            Path folder,
            Consumer<Generation> end) {
        this.name = name;
        this.archive = archive;
        this.catalog = catalog;
        this.files = files;
        this.bundle = bundle;
        this.folder = folder;
        this.users = new Counted(() -> end.accept(this));
    }

    boolean retain() {
        return users.retain();
    }

    void release() {
        users.release();
    }
}
