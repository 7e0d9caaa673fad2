package org.souk.deployer.internal.live;

import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.CatalogStateStore;
import org.souk.deployer.internal.state.Refusal;
import org.souk.deployer.internal.state.Version;

/** Converts records of catalogs to the status that operators see. */
final class CatalogStatuses {
    private CatalogStatuses() {}

    static CatalogStatus of(LiveRecord record, @Nullable Refusal refusal) {
        CatalogState state = record.state();
        List<HostPattern> own = record.generation().catalog.hosts();
        List<Version> targets = state.rollbackTargets();
        CatalogState.RolledBack from = state.rolledBackOrNull();
        return new CatalogStatus(
                state.id().value(),
                state.live().name(),
                state(record),
                state.changes().applyTo(own).stream().map(Object::toString).toList(),
                record.snapshotOrNull() == null
                        ? 0
                        : record.generation().catalog.products().size(),
                record.snapshotOrNull() == null || state.parkedOrNull() == null ? state.since() : state.parkedOrNull(),
                state.source(),
                record.generation().bundle.bundleId(),
                state.live().digest(),
                refusal == null ? null : new CatalogStatus.Refused(refusal.version(), refusal.at()),
                refusal == null ? record.problems() : refusal.problems(),
                state.kept().stream()
                        .map(kept -> new CatalogStatus.Kept(
                                kept.name(),
                                kept.since(),
                                targets.contains(kept)
                                        && (!kept.java()
                                                || Files.exists(CatalogStateStore.jar(
                                                        record.folder(kept).path())))))
                        .toList(),
                from == null ? null : new CatalogStatus.RolledBack(from.version(), from.at()),
                state.changes().claims(own));
    }

    private static State state(LiveRecord record) {
        if (record.snapshotOrNull() == null) {
            return State.STOPPED;
        }
        return record.state().parkedOrNull() == null ? State.LIVE : State.PARKED;
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
