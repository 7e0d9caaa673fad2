package org.souk.deployer.internal.live;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.HostChanges;
import org.souk.deployer.internal.state.Refusal;

/**
 * What the deployer knows in memory: live catalogs, those with a state that are not served, and refused sources. Safe for any thread;
 * records of one source change in order.
 */
public final class CatalogRecords {
    private final Map<CatalogId, LiveRecord> live = new HashMap<>();
    private final Map<String, LiveRecord> bySource = new HashMap<>();
    private final Map<String, LiveRecord> byLocation = new HashMap<>();
    private final Map<String, Refusal> refused = new HashMap<>();
    /** States of catalogs that are not served, by source: their bundle was uninstalled, or they cannot be restored. */
    private final Map<String, CatalogState> unserved = new HashMap<>();

    public synchronized void put(LiveRecord record) {
        remove(record.id());
        live.put(record.id(), record);
        bySource.put(record.state().source(), record);
        byLocation.put(record.location(), record);
    }

    public synchronized void remove(CatalogId id) {
        LiveRecord before = live.remove(id);
        if (before != null) {
            // if the source changed its id, these may belong to the new id already
            bySource.remove(before.state().source(), before);
            byLocation.remove(before.location(), before);
        }
    }

    /** Records a refusal; true if the same version was refused for the same reasons before. */
    public synchronized boolean putRefusal(Refusal refusal) {
        Refusal before = refused.put(refusal.source(), refusal);
        return before != null
                && before.version().equals(refusal.version())
                && before.problems().equals(refusal.problems());
    }

    public synchronized Optional<Refusal> refusal(String source) {
        return Optional.ofNullable(refused.get(source));
    }

    public synchronized void removeRefusal(String source) {
        refused.remove(source);
    }

    public synchronized void putUnserved(CatalogState state) {
        unserved.put(state.source(), state);
    }

    @Nullable
    public synchronized CatalogState removeUnserved(String source) {
        return unserved.remove(source);
    }

    public synchronized @Nullable CatalogState unserved(String source) {
        return unserved.get(source);
    }

    public synchronized @Nullable LiveRecord byId(CatalogId id) {
        return live.get(id);
    }

    /** The state of a catalog, served or not. */
    public synchronized @Nullable CatalogState state(CatalogId id) {
        LiveRecord record = live.get(id);
        return record != null
                ? record.state()
                : unserved.values().stream()
                        .filter(state -> state.id().equals(id))
                        .findFirst()
                        .orElse(null);
    }

    public HostChanges hostChanges(CatalogId id) {
        CatalogState state = state(id);
        return state == null ? HostChanges.NONE : state.changes();
    }

    public synchronized Optional<LiveRecord> bySource(String source) {
        return Optional.ofNullable(bySource.get(source));
    }

    public synchronized Optional<LiveRecord> byLocation(String location) {
        return Optional.ofNullable(byLocation.get(location));
    }

    public synchronized List<LiveRecord> all() {
        return List.copyOf(live.values());
    }

    /** As operators see it, sorted by id. */
    public synchronized List<CatalogStatus> statuses() {
        return Stream.concat(live.values().stream().map(this::status), refusedSources())
                .sorted(Comparator.comparing(CatalogStatus::id).thenComparing(CatalogStatus::state))
                .toList();
    }

    public synchronized Optional<CatalogStatus> status(CatalogId id) {
        LiveRecord record = live.get(id);
        return record != null
                ? Optional.of(status(record))
                : refusedSources()
                        .filter(refused -> refused.id().equals(id.value()))
                        .findFirst();
    }

    private CatalogStatus status(LiveRecord record) {
        return record.status(refused.get(record.state().source()));
    }

    /** Refused sources that no catalog is live from. */
    private Stream<CatalogStatus> refusedSources() {
        return refused.values().stream()
                .filter(refusal -> !bySource.containsKey(refusal.source()))
                .map(Refusal::status);
    }
}
