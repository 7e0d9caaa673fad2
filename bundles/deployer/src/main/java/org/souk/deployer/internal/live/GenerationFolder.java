package org.souk.deployer.internal.live;

import java.nio.file.Path;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.deployer.internal.archive.FolderFiles;
import org.souk.deployer.internal.state.CatalogStateStore;

/**
 * The folder of a version, used by its generation and by the records that keep it for a rollback. The {@link Disposer} deletes it when the
 * last user has released it.
 */
public final class GenerationFolder extends RefCounted {
    private final Path path;
    private final CatalogId id;
    private final Disposer disposer;
    /** Finds a file on disk at each access, because versions that are only kept need no index in memory. */
    final CatalogFiles files;

    GenerationFolder(CatalogId id, Path path, Disposer disposer) {
        this.path = path;
        this.files = new FolderFiles(CatalogStateStore.files(path));
        this.id = id;
        this.disposer = disposer;
    }

    public Path path() {
        return path;
    }

    public String name() {
        return String.valueOf(path.getFileName());
    }

    @Override
    void end() {
        disposer.delete(id, path);
    }
}
