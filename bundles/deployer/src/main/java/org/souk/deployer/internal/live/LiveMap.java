package org.souk.deployer.internal.live;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogListener;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.LiveCatalogs;
import org.souk.api.host.Host;
import org.souk.deployer.internal.route.HashTrie;
import org.souk.deployer.internal.route.RouteTable;

/** The catalogs that are live: one immutable state that is swapped as a whole. Readers take no lock. */
public final class LiveMap implements LiveCatalogs {
    private record State(RouteTable<Snapshot> routes, HashTrie<CatalogId, Snapshot> byId) {
        State with(Snapshot next) {
            State rest = without(next.catalog().id());
            return new State(
                    rest.routes.with(next.hosts, next),
                    rest.byId.with(next.catalog().id(), next));
        }

        State without(CatalogId id) {
            Snapshot old = byId.get(id);
            return old == null ? this : new State(routes.without(old.hosts, old), byId.without(id));
        }
    }

    private final ListenerNotifier notifier = new ListenerNotifier();
    private volatile State state = new State(RouteTable.empty(), HashTrie.empty());

    public void publish(Snapshot next) {
        publish(next, null);
    }

    /**
     * Replaces the snapshot with the same id and, if the source changed its id, the one with the earlier id. Requests that began on these
     * finish on them.
     */
    public void publish(Snapshot next, @Nullable CatalogId earlier) {
        Snapshot old;
        Snapshot renamed;
        synchronized (this) {
            old = state.byId.get(next.catalog().id());
            renamed = earlier == null ? null : state.byId.get(earlier);
            state = (renamed == null ? state : state.without(renamed.catalog().id())).with(next);
            // after the swap, so that a listener that looks at the map no longer sees the earlier id
            if (renamed != null) {
                notifier.gone(renamed.catalog().id());
            }
            notifier.live(next);
        }
        if (old != null) {
            old.release();
        }
        if (renamed != null) {
            renamed.release();
        }
    }

    public void remove(CatalogId id) {
        Snapshot old;
        synchronized (this) {
            old = state.byId.get(id);
            if (old != null) {
                state = state.without(id);
                notifier.gone(id);
            }
        }
        if (old != null) {
            old.release();
        }
    }

    /** Notifies a new listener of everything that is live, then of every change. */
    public synchronized void add(CatalogListener listener) {
        List<Snapshot> all = new ArrayList<>();
        state.byId.forEach((id, snapshot) -> {
            if (snapshot.retain()) {
                all.add(snapshot);
            }
        });
        notifier.add(listener, all);
    }

    public void remove(CatalogListener listener) {
        notifier.remove(listener);
    }

    /** Removes everything and notifies no more. Snapshots that requests still use end with these requests. */
    public void close() {
        notifier.close();
        State all;
        synchronized (this) {
            all = state;
            state = new State(RouteTable.empty(), HashTrie.empty());
        }
        all.byId.forEach((id, snapshot) -> snapshot.release());
    }

    @Override
    public Optional<Lease> at(Host host, @Nullable InetAddress local) {
        return lease(s -> s.routes.find(host, local));
    }

    @Override
    public Optional<Lease> withId(CatalogId id) {
        return lease(s -> s.byId.get(id));
    }

    @Override
    public List<CatalogId> ids() {
        List<CatalogId> ids = new ArrayList<>();
        state.byId.forEach((id, snapshot) -> ids.add(id));
        ids.sort(Comparator.naturalOrder());
        return List.copyOf(ids);
    }

    /** Leases the snapshot found. If it was retired between look-up and lease, looks up again: it was replaced or removed. */
    private Optional<Lease> lease(Function<State, @Nullable Snapshot> find) {
        while (true) {
            Snapshot found = find.apply(state);
            if (found == null) {
                return Optional.empty();
            }
            if (found.retain()) {
                return Optional.of(new SnapshotLease(found));
            }
        }
    }

    private static final class SnapshotLease implements Lease {
        private final Snapshot snapshot;
        private final AtomicBoolean open = new AtomicBoolean(true);

        SnapshotLease(Snapshot snapshot) {
            this.snapshot = snapshot;
        }

        @Override
        public LiveCatalog live() {
            return snapshot;
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                snapshot.release();
            }
        }
    }
}
