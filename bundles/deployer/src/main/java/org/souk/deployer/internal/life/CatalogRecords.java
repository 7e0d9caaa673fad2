package org.souk.deployer.internal.life;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;

/** What is known of every catalog and of every source. Safe for any thread; each source is written in its own lane only. */
final class CatalogRecords {
    private final Map<CatalogId, LiveRecord> live = new HashMap<>();
    private final Map<String, LiveRecord> bySource = new HashMap<>();
    private final Map<String, LiveRecord> byLocation = new HashMap<>();
    private final Map<String, Refusal> refused = new HashMap<>();
    /** Sources of which the journal has an entry and nothing is served: uninstalled by an operator, or not to be restored now. */
    private final Map<String, CatalogState> away = new HashMap<>();

    synchronized void live(LiveRecord record) {
        gone(record.id());
        live.put(record.id(), record);
        bySource.put(record.entry().source(), record);
        byLocation.put(location(record), record);
    }

    synchronized void gone(CatalogId id) {
        LiveRecord before = live.remove(id);
        if (before != null) {
            // another id of the same source may have taken these over
            bySource.remove(before.entry().source(), before);
            byLocation.remove(location(before), before);
        }
    }

    private static String location(LiveRecord record) {
        return record.generation().bundle.location();
    }

    /** Whether the same version was refused for the same reasons before. */
    synchronized boolean refused(Refusal refusal) {
        Refusal before = refused.put(refusal.source(), refusal);
        return before != null
                && before.version().equals(refusal.version())
                && before.problems().equals(refusal.problems());
    }

    synchronized void forgiven(String source) {
        refused.remove(source);
    }

    synchronized void away(CatalogState entry) {
        away.put(entry.source(), entry);
    }

    @Nullable
    synchronized CatalogState notAway(String source) {
        return away.remove(source);
    }

    /** What the journal has of a source of which nothing is served. */
    synchronized @Nullable CatalogState awayFrom(String source) {
        return away.get(source);
    }

    synchronized @Nullable LiveRecord byId(CatalogId id) {
        return live.get(id);
    }

    /** What the journal has of a catalog, served or not. */
    synchronized @Nullable CatalogState entry(CatalogId id) {
        LiveRecord record = live.get(id);
        return record != null
                ? record.entry()
                : away.values().stream()
                        .filter(entry -> entry.id().equals(id))
                        .findFirst()
                        .orElse(null);
    }

    /** What an operator changed of its hosts. */
    HostChanges changes(CatalogId id) {
        CatalogState entry = entry(id);
        return entry == null ? HostChanges.NONE : entry.changes();
    }

    synchronized Optional<LiveRecord> bySource(String source) {
        return Optional.ofNullable(bySource.get(source));
    }

    synchronized Optional<LiveRecord> byLocation(String location) {
        return Optional.ofNullable(byLocation.get(location));
    }

    synchronized List<LiveRecord> all() {
        return List.copyOf(live.values());
    }

    /** As operators see it, sorted by id. */
    synchronized List<CatalogStatus> statuses() {
        List<CatalogStatus> list = new ArrayList<>();
        live.values()
                .forEach(record ->
                        list.add(Statuses.of(record, refused.get(record.entry().source()))));
        refused.values().stream()
                .filter(refusal -> !bySource.containsKey(refusal.source()))
                .forEach(refusal -> list.add(Statuses.of(refusal)));
        list.sort(Comparator.comparing(CatalogStatus::id).thenComparing(CatalogStatus::state));
        return list;
    }

    /** One of them. */
    synchronized Optional<CatalogStatus> status(CatalogId id) {
        LiveRecord record = live.get(id);
        if (record != null) {
            return Optional.of(Statuses.of(record, refused.get(record.entry().source())));
        }
        return refused.values().stream()
                .filter(refusal -> refusal.id().equals(id.value()) && !bySource.containsKey(refusal.source()))
                .findFirst()
                .map(Statuses::of);
    }
}
