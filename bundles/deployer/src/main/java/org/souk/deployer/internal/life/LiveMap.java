package org.souk.deployer.internal.life;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.LiveCatalogs;
import org.souk.api.host.Host;
import org.souk.deployer.internal.route.HashTrie;
import org.souk.deployer.internal.route.RouteTable;

/** Who is live: one immutable state, swapped whole. Readers take no lock. */
final class LiveMap implements LiveCatalogs {
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

    private final Notices notices;
    private volatile State state = new State(RouteTable.empty(), HashTrie.empty());

    LiveMap(Notices notices) {
        this.notices = notices;
    }

    void publish(Snapshot next) {
        publish(next, null);
    }

    /** Puts a snapshot in the place of the one of the same catalog, and of an earlier id of it; these then drain. */
    void publish(Snapshot next, @Nullable CatalogId earlier) {
        Snapshot old;
        Snapshot renamed;
        synchronized (this) {
            old = state.byId.get(next.catalog().id());
            renamed = earlier == null ? null : state.byId.get(earlier);
            state = (renamed == null || earlier == null ? state : state.without(earlier)).with(next);
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
            old = state.byId.get(id);
            if (old != null) {
                state = state.without(id);
                notices.gone(id);
            }
        }
        if (old != null) {
            old.release();
        }
    }

    /** Lets go of all: what requests still use ends with them. */
    void close() {
        State all;
        synchronized (this) {
            all = state;
            state = new State(RouteTable.empty(), HashTrie.empty());
        }
        all.byId.forEach((id, snapshot) -> snapshot.release());
    }

    /** Everything live, each with a use that the caller gives back; together with a moment at which nothing is published. */
    synchronized void withAll(java.util.function.Consumer<List<Snapshot>> use) {
        List<Snapshot> all = new ArrayList<>();
        state.byId.forEach((id, snapshot) -> {
            if (snapshot.retain()) {
                all.add(snapshot);
            }
        });
        use.accept(all);
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
