package org.souk.deployer.internal.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogListener;
import org.souk.deployer.internal.concurrent.SerialExecutor;

/**
 * Notifies listeners of published versions and removed catalogs, in order, on one thread. A snapshot is not disposed of before its
 * notification.
 */
final class ListenerNotifier {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerNotifier.class);

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(SerialExecutor.threads("souk-catalog-notices"));
    /** Used by that thread alone. */
    private final List<CatalogListener> listeners = new ArrayList<>();

    /** Tells a new listener of these snapshots, and releases one use of each. */
    void add(CatalogListener listener, List<Snapshot> all) {
        run(() -> {
            listeners.add(listener);
            for (Snapshot snapshot : all) {
                tell(listener, l -> l.live(snapshot));
                snapshot.release();
            }
        });
    }

    void remove(CatalogListener listener) {
        run(() -> listeners.removeIf(l -> l == listener));
    }

    void live(Snapshot snapshot) {
        if (!snapshot.retain()) {
            return;
        }
        run(() -> {
            listeners.forEach(listener -> tell(listener, l -> l.live(snapshot)));
            snapshot.release();
        });
    }

    void gone(CatalogId id) {
        run(() -> listeners.forEach(listener -> tell(listener, l -> l.removed(id))));
    }

    private static void tell(CatalogListener listener, Consumer<CatalogListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException | LinkageError e) {
            LOG.error(
                    "{} failed when it was told of a change of a catalog",
                    listener.getClass().getName(),
                    e);
        }
    }

    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The deployer stops; listeners are not told any more", e);
        }
    }

    void close() {
        thread.shutdown();
    }
}
