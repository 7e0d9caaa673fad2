package org.souk.deployer.internal.life;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;

/** What is known of every catalog and of every source. Safe for any thread; each source is written in its own lane only. */
final class Records {
    private final Map<CatalogId, LiveRecord> live = new ConcurrentHashMap<>();
    private final Map<String, Refusal> refused = new ConcurrentHashMap<>();
    /** Sources of which the journal has an entry and nothing is served: uninstalled by an operator, or not to be restored now. */
    private final Map<String, JournalEntry> away = new ConcurrentHashMap<>();

    void live(LiveRecord record) {
        live.put(record.id(), record);
    }

    void gone(CatalogId id) {
        live.remove(id);
    }

    /** Whether the same version was refused for the same reasons before. */
    boolean refused(Refusal refusal) {
        Refusal before = refused.put(refusal.source(), refusal);
        return before != null
                && before.version().equals(refusal.version())
                && before.problems().equals(refusal.problems());
    }

    void forgiven(String source) {
        refused.remove(source);
    }

    void away(JournalEntry entry) {
        away.put(entry.source(), entry);
    }

    @Nullable
    JournalEntry notAway(String source) {
        return away.remove(source);
    }

    @Nullable
    LiveRecord byId(CatalogId id) {
        return live.get(id);
    }

    Optional<LiveRecord> bySource(String source) {
        return live.values().stream()
                .filter(r -> r.entry().source().equals(source))
                .findFirst();
    }

    Optional<LiveRecord> byLocation(String location) {
        return live.values().stream()
                .filter(r -> r.generation().bundle.location().equals(location))
                .findFirst();
    }

    List<LiveRecord> all() {
        return List.copyOf(live.values());
    }

    List<Refusal> refusals() {
        return List.copyOf(refused.values());
    }

    /** As operators see it, sorted by id. */
    List<CatalogStatus> statuses() {
        List<CatalogStatus> list = new ArrayList<>();
        live.values().stream()
                .filter(record -> record.snapshotOrNull() != null)
                .forEach(record ->
                        list.add(status(record, refused.get(record.entry().source()))));
        refused.values().stream()
                .filter(refusal -> bySource(refusal.source()).isEmpty())
                .forEach(refusal -> list.add(status(refusal)));
        list.sort(Comparator.comparing(CatalogStatus::id).thenComparing(CatalogStatus::state));
        return list;
    }

    private static CatalogStatus status(LiveRecord record, @Nullable Refusal refusal) {
        JournalEntry entry = record.entry();
        return new CatalogStatus(
                entry.id().value(),
                entry.version(),
                CatalogStatus.State.LIVE,
                entry.hosts(),
                record.generation().catalog.products().size(),
                entry.since(),
                entry.source(),
                record.generation().bundle.bundleId(),
                entry.digest(),
                refusal == null ? null : new CatalogStatus.Refused(refusal.version(), refusal.at()),
                refusal == null ? record.problems() : refusal.problems());
    }

    private static CatalogStatus status(Refusal refusal) {
        return new CatalogStatus(
                refusal.id(),
                refusal.version(),
                CatalogStatus.State.REFUSED,
                List.of(),
                0,
                refusal.at(),
                refusal.source(),
                -1,
                "",
                null,
                refusal.problems());
    }
}
