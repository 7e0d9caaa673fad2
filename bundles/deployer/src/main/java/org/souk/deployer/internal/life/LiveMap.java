package org.souk.deployer.internal.life;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.LiveCatalogs;
import org.souk.api.host.Host;
import org.souk.deployer.internal.route.RouteTable;

/** Who is live: one immutable state, swapped whole. Readers take no lock. */
final class LiveMap implements LiveCatalogs {
    private record State(RouteTable<Snapshot> routes, TreeMap<CatalogId, Snapshot> byId) {}

    private final Notices notices;
    private volatile State state = new State(RouteTable.empty(), new TreeMap<>());

    LiveMap(Notices notices) {
        this.notices = notices;
    }

    void publish(Snapshot next) {
        publish(next, null);
    }

    /** Puts a snapshot in the place of the one of the same catalog, and of an earlier id of it; these then drain. */
    void publish(Snapshot next, @Nullable CatalogId earlier) {
        Snapshot old;
        Snapshot renamed = null;
        synchronized (this) {
            TreeMap<CatalogId, Snapshot> byId = new TreeMap<>(state.byId);
            old = byId.put(next.catalog().id(), next);
            renamed = earlier == null ? null : byId.remove(earlier);
            swap(byId);
            if (renamed != null && earlier != null) {
                notices.gone(earlier);
            }
            notices.live(next);
        }
        if (old != null) {
            old.release();
        }
        if (renamed != null) {
            renamed.release();
        }
    }

    /** Takes a catalog out. */
    void remove(CatalogId id) {
        Snapshot old;
        synchronized (this) {
            TreeMap<CatalogId, Snapshot> byId = new TreeMap<>(state.byId);
            old = byId.remove(id);
            if (old != null) {
                swap(byId);
                notices.gone(id);
            }
        }
        if (old != null) {
            old.release();
        }
    }

    private void swap(TreeMap<CatalogId, Snapshot> byId) {
        state = new State(RouteTable.of(byId.values(), s -> s.hosts), byId);
    }

    /** Everything live, each with a use that the caller gives back; together with a moment at which nothing is published. */
    synchronized void withAll(java.util.function.Consumer<List<Snapshot>> use) {
        use.accept(state.byId.values().stream().filter(Snapshot::retain).toList());
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
        return List.copyOf(state.byId.keySet());
    }

    /** A snapshot that drained between look-up and lease has a successor, or its catalog is gone: look again. */
    private Optional<Lease> lease(Function<State, @Nullable Snapshot> find) {
        while (true) {
            Snapshot found = find.apply(state);
            if (found == null) {
                return Optional.empty();
            }
            if (found.retain()) {
                return Optional.of(new Held(found));
            }
        }
    }

    private static final class Held implements Lease {
        private final Snapshot snapshot;
        private final AtomicBoolean open = new AtomicBoolean(true);

        Held(Snapshot snapshot) {
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
