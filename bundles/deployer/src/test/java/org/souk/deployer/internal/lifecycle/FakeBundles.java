package org.souk.deployer.internal.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.souk.api.catalog.Catalog;
import org.souk.deployer.internal.archive.FolderContents;
import org.souk.deployer.internal.archive.SourceContents;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.CatalogBundle;

/** A fake framework that only records locations and states. */
final class FakeBundles implements Bundles {
    final Map<String, State> states = new ConcurrentHashMap<>();
    final Map<String, Path> foreign = new ConcurrentHashMap<>();
    final Map<String, Integer> versions = new ConcurrentHashMap<>();
    /** Ids of catalogs whose own jar was installed. */
    final List<String> asTheyCame = new CopyOnWriteArrayList<>();

    /** Locations of bundles that do not register a service that they announce. */
    final Set<String> lacking = ConcurrentHashMap.newKeySet();

    /** Locations of bundles that have not started yet. */
    final Set<String> pending = ConcurrentHashMap.newKeySet();

    final List<String> refreshed = new CopyOnWriteArrayList<>();
    volatile String refusal = "";
    volatile boolean stopping;
    /** What reading a bundle fails with. */
    volatile String readTrouble = "";

    /** How often bundles were read. */
    final AtomicInteger reads = new AtomicInteger();

    private final AtomicLong ids = new AtomicLong(100);

    private final class Fake implements CatalogBundle {
        private final long id = ids.incrementAndGet();
        private final String location;

        Fake(String location) {
            this.location = location;
            this.stamp = FakeBundles.this.stamp(location);
        }

        @Override
        public long bundleId() {
            return id;
        }

        @Override
        public String location() {
            return location;
        }

        @Override
        public <S> List<S> services(Class<S> spi) {
            return List.of();
        }

        private final String stamp;
        private boolean owned = true;

        @Override
        public String stamp() {
            return stamp;
        }

        @Override
        public void refresh() throws BundleRefusedException {
            if (!complete()) {
                throw new BundleRefusedException("it announces a service and did not register it");
            }
            refreshed.add(location);
        }

        @Override
        public boolean complete() {
            return !lacking.contains(location);
        }

        @Override
        public void handOver() {
            owned = false;
        }

        @Override
        public void retire() {
            if (owned && location.startsWith(SCHEME)) {
                states.remove(location);
            }
        }

        @Override
        public void leave() {}
    }

    private CatalogBundle install(Catalog catalog, String generation) throws BundleRefusedException {
        if (!refusal.isEmpty()) {
            throw new BundleRefusedException(refusal);
        }
        String location = SCHEME + catalog.id() + "/" + generation;
        states.put(location, State.ACTIVE);
        return new Fake(location);
    }

    @Override
    public CatalogBundle data(Catalog catalog, String generation) throws BundleRefusedException {
        return install(catalog, generation);
    }

    @Override
    public CatalogBundle jar(Catalog catalog, String generation, Path jar) throws BundleRefusedException {
        asTheyCame.add(catalog.id().value());
        return install(catalog, generation);
    }

    @Override
    public Optional<CatalogBundle> existing(String location, boolean start) {
        return states.containsKey(location) ? Optional.of(new Fake(location)) : Optional.empty();
    }

    @Override
    public State state(String location) {
        return states.getOrDefault(location, State.ABSENT);
    }

    @Override
    public String stamp(String location) {
        return "bundle " + location + versions.getOrDefault(location, 0);
    }

    @Override
    public SourceContents contents(String location) {
        reads.incrementAndGet();
        String trouble = readTrouble;
        if (!trouble.isEmpty()) {
            return new SourceContents() {
                @Override
                public void visit(Visitor visitor) throws IOException {
                    throw new IOException(trouble);
                }

                @Override
                public long packedBytes() {
                    return -1;
                }
            };
        }
        return new FolderContents(foreign.get(location));
    }

    @Override
    public List<String> foreign() {
        return List.copyOf(foreign.keySet());
    }

    @Override
    public List<String> locations() {
        return Stream.concat(states.keySet().stream(), foreign.keySet().stream())
                .toList();
    }

    @Override
    public void remove(String location) {
        if (location.startsWith(SCHEME)) {
            states.remove(location);
        }
    }

    @Override
    public void removeForeign(String location) {
        states.remove(location);
        foreign.remove(location);
    }

    @Override
    public boolean stopped(String location) {
        return states.get(location) == State.INACTIVE && !pending.contains(location);
    }

    @Override
    public boolean isStopping() {
        return stopping;
    }

    @Override
    public void sweep(Set<String> needed) {
        states.keySet().removeIf(location -> location.startsWith(SCHEME) && !needed.contains(location));
    }
}
