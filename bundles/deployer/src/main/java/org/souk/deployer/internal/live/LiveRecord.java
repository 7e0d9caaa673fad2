package org.souk.deployer.internal.live;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.api.catalog.Problem;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.CatalogStateStore;
import org.souk.deployer.internal.state.Refusal;
import org.souk.deployer.internal.state.Version;

/**
 * A catalog that is live, or that waits because its bundle is stopped or lacks services.
 *
 * @param state as it was written last
 * @param generation the record counts as one use of it
 * @param snapshotOrNull what requests see; null while the catalog is not served
 * @param problems warnings of the version
 * @param kept folders of the versions that the state keeps; the record counts as one use of each
 */
public record LiveRecord(
        CatalogState state,
        Generation generation,
        @Nullable Snapshot snapshotOrNull,
        List<Problem> problems,
        List<GenerationFolder> kept) {
    public LiveRecord {
        kept = List.copyOf(kept);
    }

    public CatalogId id() {
        return state.id();
    }

    public String location() {
        return generation.bundle.location();
    }

    /** The hosts that it holds: the catalog's own, as an operator changed them. */
    public List<HostPattern> hosts() {
        return state.changes().applyTo(generation.catalog.hosts());
    }

    /** One more use of the folder of the live version or of a kept one; empty if no folder in use has that name. */
    public Optional<GenerationFolder> retainFolder(String name) {
        return Stream.concat(Stream.of(generation.folder), kept.stream())
                .filter(folder -> folder.name().equals(name) && folder.retain())
                .findFirst();
    }

    /** The folder of a version that the state keeps. */
    public GenerationFolder folder(Version version) {
        return kept.stream()
                .filter(folder -> folder.name().equals(version.generation()))
                .findFirst()
                .orElseThrow();
    }

    public LiveRecord with(CatalogState next) {
        return with(next, snapshotOrNull);
    }

    public LiveRecord with(CatalogState next, @Nullable Snapshot snapshot) {
        return new LiveRecord(next, generation, snapshot, problems, kept);
    }

    /** Releases its uses of the generation and of the kept folders. */
    public void release() {
        generation.release();
        kept.forEach(GenerationFolder::release);
    }

    /** As operators see it. */
    CatalogStatus status(@Nullable Refusal refusal) {
        Catalog catalog = generation.catalog;
        List<Version> targets = state.rollbackTargets();
        CatalogState.RolledBack from = state.rolledBackOrNull();
        return new CatalogStatus(
                id().value(),
                state.live().name(),
                snapshotOrNull == null ? State.STOPPED : state.parkedOrNull() == null ? State.LIVE : State.PARKED,
                hosts().stream().map(Object::toString).toList(),
                snapshotOrNull == null ? 0 : catalog.products().size(),
                snapshotOrNull == null || state.parkedOrNull() == null ? state.since() : state.parkedOrNull(),
                state.source(),
                generation.bundle.bundleId(),
                state.live().digest(),
                refusal == null ? null : new CatalogStatus.Refused(refusal.version(), refusal.at()),
                refusal == null ? problems : refusal.problems(),
                state.kept().stream()
                        .map(version -> new CatalogStatus.Kept(
                                version.name(), version.since(), targets.contains(version) && canRun(version)))
                        .toList(),
                from == null ? null : new CatalogStatus.RolledBack(from.version(), from.at()),
                state.changes().claims(catalog.hosts()));
    }

    /** Whether a version can be installed again: Java needs the jar that was kept with it. */
    private boolean canRun(Version version) {
        return !version.java()
                || Files.exists(CatalogStateStore.jar(folder(version).path()));
    }
}
