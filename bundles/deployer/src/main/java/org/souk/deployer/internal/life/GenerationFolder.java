package org.souk.deployer.internal.life;

import java.nio.file.Files;
import java.nio.file.Path;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.deployer.internal.archive.NamedFiles;

/** The folder of one version: used by whoever serves from it and by the record that keeps it; deleted when nobody does. Made with one use. */
final class GenerationFolder {
    private final Path path;
    private final CatalogFiles named;
    private final RefCount users;

    GenerationFolder(CatalogId id, Path path, Disposer retirement) {
        this.path = path;
        this.named = new NamedFiles(CatalogStateStore.files(path));
        this.users = new RefCount(() -> retirement.delete(id, path));
    }

    Path path() {
        return path;
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    boolean there() {
        return Files.isDirectory(path);
    }

    /** Its files, opened by name. */
    CatalogFiles named() {
        return named;
    }

    boolean retain() {
        return users.retain();
    }

    void release() {
        users.release();
    }
}
