package org.souk.deployer.internal.life;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.api.host.HostPattern;

/** What is known of a catalog, as operators see it. */
final class Statuses {
    private Statuses() {}

    static CatalogStatus of(LiveRecord record, @Nullable Refusal refusal) {
        CatalogState entry = record.entry();
        List<HostPattern> own = record.generation().catalog.hosts();
        List<Version> targets = Rollback.targets(entry);
        CatalogState.RolledBack from = entry.rolledBackOrNull();
        return new CatalogStatus(
                entry.id().value(),
                entry.live().name(),
                state(record),
                entry.changes().of(own).stream().map(Object::toString).toList(),
                record.snapshotOrNull() == null
                        ? 0
                        : record.generation().catalog.products().size(),
                record.snapshotOrNull() == null || entry.parkedOrNull() == null ? entry.since() : entry.parkedOrNull(),
                entry.source(),
                record.generation().bundle.bundleId(),
                entry.live().digest(),
                refusal == null ? null : new CatalogStatus.Refused(refusal.version(), refusal.at()),
                refusal == null ? record.problems() : refusal.problems(),
                entry.kept().stream()
                        .map(kept -> new CatalogStatus.Kept(
                                kept.name(),
                                kept.since(),
                                targets.contains(kept) && (!kept.java() || Files.exists(jar(record, kept)))))
                        .toList(),
                from == null ? null : new CatalogStatus.RolledBack(from.version(), from.at()),
                entry.changes().claims(own));
    }

    private static State state(LiveRecord record) {
        if (record.snapshotOrNull() == null) {
            return State.STOPPED;
        }
        return record.entry().parkedOrNull() == null ? State.LIVE : State.PARKED;
    }

    private static Path jar(LiveRecord record, Version kept) {
        return record.kept().stream()
                .filter(folder -> folder.name().equals(kept.generation()))
                .map(folder -> CatalogStateStore.jar(folder.path()))
                .findFirst()
                .orElseThrow();
    }

    static CatalogStatus of(Refusal refusal) {
        return new CatalogStatus(
                refusal.id(),
                refusal.version(),
                State.REFUSED,
                List.of(),
                0,
                refusal.at(),
                refusal.source(),
                -1,
                "",
                null,
                refusal.problems(),
                List.of(),
                null,
                List.of());
    }
}
