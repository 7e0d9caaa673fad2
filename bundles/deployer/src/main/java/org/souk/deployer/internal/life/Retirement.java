package org.souk.deployer.internal.life;

import java.nio.file.Path;
import org.souk.api.catalog.CatalogId;
import org.souk.deployer.internal.archive.Folders;

/**
 * Where old versions are cleared away: one after the other in a lane of their own, never on the thread of the request that happens to
 * be the last, nor on one that a drop may want: Java that does not stop is waited for.
 */
record Retirement(Lanes lanes, Journal journal) {
    void later(Runnable task) {
        lanes.urgent("retire", task);
    }

    /** Uninstalls a generation's bundle and lets go of its folder. */
    void clear(Generation generation) {
        later(() -> {
            generation.bundle.retire();
            generation.folder.release();
        });
    }

    /** Deletes what nobody uses. */
    void delete(CatalogId id, Path folder) {
        later(() -> {
            Folders.delete(folder);
            journal.tidy(id);
        });
    }
}
