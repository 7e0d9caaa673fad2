package org.souk.deployer.internal.life;

import org.souk.deployer.internal.archive.Folders;

/**
 * Where old versions are cleared away: one after the other in a lane of their own, never on the thread of the request that happens to
 * be the last.
 */
record Retirement(Lanes lanes, Journal journal) {
    void later(Runnable task) {
        lanes.submit("retire", task);
    }

    /** Uninstalls a generation's bundle and deletes its files. */
    void clear(Generation generation) {
        later(() -> {
            generation.bundle.retire();
            Folders.delete(generation.folder);
            journal.tidy(generation.catalog.id());
        });
    }
}
