package org.souk.deployer.internal.life;

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

/** Tells listeners what was published, on one thread and so in order. A version that is told of stays whole until all were told. */
final class Notices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(SerialExecutor.threads("souk-catalog-notices"));
    /** Touched by that thread alone. */
    private final List<CatalogListener> listeners = new ArrayList<>();

    /** Tells a new listener of everything that is live, then of what follows. */
    void add(CatalogListener listener, LiveMap live) {
        live.withAll(all -> run(() -> {
            listeners.add(listener);
            for (Snapshot snapshot : all) {
                tell(listener, l -> l.live(snapshot));
                snapshot.release();
            }
        }));
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
                    "{} does not take the news of a catalog",
                    listener.getClass().getName(),
                    e);
        }
    }

    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The deployer stops; nobody is told of this any more", e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
