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
 * Disposes of old versions, one after the other on a thread that neither a request nor a drop needs: it may have to wait for Java that does
 * not stop.
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

    /** The folder of a version, with one use counted for the caller. Releasing the last use deletes the folder. */
    public GenerationFolder folder(CatalogId id, String generation) {
        return new GenerationFolder(id, store.folder(id, generation), this);
    }

    /** From now on nothing is deleted or uninstalled, because the next start needs it. */
    public void stopping() {
        stopping = true;
    }

    /** Runs the tasks that the executor had not run when it was closed. */
    public void stop() {
        while (runNext()) {}
    }

    /** Queues a task; runs it at once while stopping, as the executor is closed then. */
    void submit(Runnable task) {
        waiting.add(task);
        if (stopping) {
            stop();
        } else {
            executor.submitUrgent("dispose", this::runNext);
        }
    }

    private boolean runNext() {
        Runnable task = waiting.poll();
        try {
            if (task != null) {
                task.run();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("An old version cannot be disposed of", e);
        }
        return task != null;
    }

    /** Uninstalls the bundle of a version and releases its folder. */
    void dispose(Generation generation) {
        submit(() -> {
            if (!stopping) {
                generation.bundle.retire();
                generation.folder.release();
            }
        });
    }

    void delete(CatalogId id, Path folder) {
        submit(() -> {
            if (!stopping) {
                StagingFolders.delete(folder);
                store.tidy(id);
            }
        });
    }
}
