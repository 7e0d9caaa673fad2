package org.souk.deployer.internal.live;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogId;
import org.souk.deployer.internal.archive.StagingFolders;
import org.souk.deployer.internal.concurrent.SerialExecutor;
import org.souk.deployer.internal.state.CatalogStateStore;

/**
 * Where old versions are cleared away: one after the other in a lane of their own, never on the thread of the request that happens to
 * be the last, nor on one that a drop may want: Java that does not stop is waited for.
 */
public final class Disposer {
    private static final Logger LOG = LoggerFactory.getLogger(Disposer.class);

    private final SerialExecutor executor;
    private final CatalogStateStore store;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    public Disposer(SerialExecutor executor, CatalogStateStore store) {
        this.executor = executor;
        this.store = store;
    }

    /** The folder of a version, with one use. Its last user's release deletes it. */
    public GenerationFolder folder(CatalogId id, String generation) {
        return new GenerationFolder(id, store.folder(id, generation), this);
    }

    /** From now on nothing is taken from the disk or the framework: the next start finds it as it is. */
    public void stopping() {
        stopping = true;
    }

    /** Closes what the lanes left when they ended. */
    public void stop() {
        while (next()) {}
    }

    /** Closes what was prepared of a version; at a stop at once, as the lanes do nothing any more. */
    void later(Runnable task) {
        waiting.add(task);
        if (stopping) {
            stop();
        } else {
            executor.urgent("retire", this::next);
        }
    }

    private boolean next() {
        Runnable task = waiting.poll();
        try {
            if (task != null) {
                task.run();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("An old version is not cleared away", e);
        }
        return task != null;
    }

    /** Uninstalls a generation's bundle and lets go of its folder. */
    void clear(Generation generation) {
        later(() -> {
            if (!stopping) {
                generation.bundle.retire();
                generation.folder.release();
            }
        });
    }

    /** Deletes what nobody uses. */
    void delete(CatalogId id, Path folder) {
        later(() -> {
            if (!stopping) {
                StagingFolders.delete(folder);
                store.tidy(id);
            }
        });
    }
}
