package org.souk.deployer.internal.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.deployer.internal.archive.DamagedArchiveException;
import org.souk.deployer.internal.archive.RejectedFileException;
import org.souk.deployer.internal.archive.StagingFolders;
import org.souk.deployer.internal.archive.StagingSpace;
import org.souk.deployer.internal.build.BuildOutcome.Ready;
import org.souk.deployer.internal.build.BuildOutcome.Refused;
import org.souk.deployer.internal.build.BuildOutcome.Unchanged;
import org.souk.deployer.internal.build.DeploymentPipeline.Candidate;
import org.souk.deployer.internal.build.DeploymentPipeline.Unpacked;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.live.Disposer;
import org.souk.deployer.internal.live.Generation;
import org.souk.deployer.internal.live.GenerationFolder;
import org.souk.deployer.internal.live.LiveRecord;
import org.souk.deployer.internal.live.Snapshot;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.CatalogReader;
import org.souk.deployer.internal.read.CatalogReader.Reading;
import org.souk.deployer.internal.route.ClaimRegistry.Scope;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.CatalogStateStore;
import org.souk.deployer.internal.state.HostChanges;
import org.souk.deployer.internal.state.Refusal.Reason;
import org.souk.deployer.internal.state.Version;

/** Builds a version from a source: unpacks, reads, checks and prepares it. If that fails, deletes everything that it wrote. */
public final class VersionBuilder {
    private final DeploymentPipeline pipeline;
    private final ProductLossCheck losses;
    private final CatalogReader reader;
    private final CatalogRecords records;
    private final CatalogStateStore store;
    private final Bundles bundles;
    private final Disposer disposer;
    private final Clock clock;

    public VersionBuilder(
            DeploymentPipeline pipeline,
            ProductLossCheck losses,
            CatalogRecords records,
            CatalogStateStore store,
            Bundles bundles,
            Disposer disposer,
            Clock clock) {
        this.pipeline = pipeline;
        this.losses = losses;
        this.reader = new CatalogReader(pipeline.rules.limits(), pipeline.rules.memory());
        this.records = records;
        this.store = store;
        this.bundles = bundles;
        this.disposer = disposer;
        this.clock = clock;
    }

    /**
     * Builds a version that is ready to be published.
     *
     * @param liveOrNull the version from that source that is live, or null
     * @throws DamagedArchiveException if the archive is incomplete
     * @throws org.souk.deployer.internal.archive.NoSpaceException if the disk has no space for it
     */
    public BuildOutcome build(Source source, @Nullable LiveRecord liveOrNull) throws IOException {
        Path work = store.newStagingFolder();
        Problems problems = new Problems();
        try {
            Source.Opened opened = source.open(work, pipeline.rules.limits());
            Optional<BuildOutcome> unchanged = unchanged(source, liveOrNull, opened.archive());
            if (unchanged.isPresent()) {
                return unchanged.get();
            }
            Optional<Unpacked> unpacked = pipeline.unpack(source, opened, work, problems);
            if (unpacked.isEmpty()) {
                return refused(source, null, problems);
            }
            unchanged = unchanged(source, liveOrNull, unpacked.get().archive());
            return unchanged.isPresent() ? unchanged.get() : build(unpacked.get(), liveOrNull, problems);
        } catch (RejectedFileException e) {
            problems.error(source.key(), 0, String.valueOf(e.getMessage()));
            return refused(source, null, problems);
        } catch (IOException e) {
            // before the folder is deleted, which may free the space that was missing
            throw StagingSpace.explain(e, work);
        } finally {
            StagingFolders.delete(work);
        }
    }

    private Optional<BuildOutcome> unchanged(Source source, @Nullable LiveRecord liveOrNull, String archive) {
        CatalogState state = liveOrNull == null ? records.unserved(source.key()) : liveOrNull.state();
        if (state == null || archive.isEmpty()) {
            return Optional.empty();
        }
        if (liveOrNull != null && archive.equals(state.live().archive())) {
            return Optional.of(new Unchanged(false));
        }
        CatalogState.RolledBack from = state.rolledBackOrNull();
        return from != null && archive.equals(from.archive()) ? Optional.of(new Unchanged(true)) : Optional.empty();
    }

    private BuildOutcome build(Unpacked unpacked, @Nullable LiveRecord liveOrNull, Problems problems)
            throws IOException {
        Source source = unpacked.source();
        Snapshot live = liveOrNull == null ? null : liveOrNull.snapshotOrNull();
        Reading reading = pipeline.read(unpacked, reader, live == null ? null : live.catalog(), problems);
        Catalog catalog = reading.catalogOrNull();
        if (catalog == null && reading.idOrNull() != null && reading.memoryNeeded() > 0) {
            // tried again when that much is free
            return new Refused(
                    reading.idOrNull().value(),
                    reading.version(),
                    Reason.MEMORY,
                    List.of(),
                    reading.memoryNeeded(),
                    problems);
        }
        if (catalog == null) {
            return refused(source, reading, problems);
        }
        BuildOutcome outcome = null;
        try {
            outcome = problems.refused()
                    ? refused(source, reading, problems)
                    : build(unpacked, reading, catalog, liveOrNull, problems);
            return outcome;
        } finally {
            if (!(outcome instanceof Ready)) {
                pipeline.rules.memory().release(catalog);
            }
        }
    }

    private BuildOutcome build(
            Unpacked unpacked, Reading reading, Catalog catalog, @Nullable LiveRecord liveOrNull, Problems problems)
            throws IOException {
        Source source = unpacked.source();
        Snapshot live = liveOrNull == null ? null : liveOrNull.snapshotOrNull();
        CatalogId id = catalog.id();
        Generation before = liveOrNull == null ? null : liveOrNull.generation();
        if (!losses.accepts(source) && ProductLossCheck.found(reading, before, problems)) {
            return new Refused(id.value(), catalog.version(), Reason.LOSS, List.of(), problems);
        }
        HostChanges changes = records.hostChanges(id);
        if (!pipeline.reserve(catalog, changes, reading.hosts(), source.key(), Scope.NEW_VERSION, problems)) {
            return new Refused(id.value(), catalog.version(), Reason.HELD, changes.applyTo(catalog.hosts()), problems);
        }
        String generation = unpacked.archive().substring(0, 16) + "-" + Long.toString(clock.millis(), 36);
        GenerationFolder folder = disposer.folder(id, generation);
        Optional<Ready> ready = Optional.empty();
        try {
            Path jar = unpacked.jarOrNull();
            store.adopt(id, generation, unpacked.staged().folder(), jar);
            Path keptJar = jar == null ? null : CatalogStateStore.jar(folder.path());
            CatalogFiles files = unpacked.files().movedTo(CatalogStateStore.files(folder.path()));
            Candidate candidate = new Candidate(catalog, reading, files, folder);
            ready = pipeline.prepare(
                    candidate,
                    live != null && live.catalog().id().equals(id) ? live : null,
                    () -> source.bundle(bundles, catalog, generation, unpacked.staged(), keptJar),
                    bundle -> state(unpacked, candidate, bundle),
                    source.key(),
                    problems);
        } finally {
            if (ready.isEmpty()) {
                pipeline.cancel(id);
                StagingFolders.delete(folder.path());
                store.tidy(id);
            }
        }
        return ready.isPresent()
                ? ready.get()
                : new Refused(id.value(), catalog.version(), Reason.CONTAINER, List.of(), problems);
    }

    private CatalogState state(Unpacked unpacked, Candidate candidate, CatalogBundle bundle) {
        Catalog catalog = candidate.catalog();
        Source source = unpacked.source();
        Version version = new Version(
                candidate.folder().name(),
                catalog.digest(),
                unpacked.archive(),
                catalog.version(),
                clock.instant(),
                catalog.hosts().stream().map(Object::toString).toList(),
                Version.extent(candidate.files()),
                unpacked.staged().java() && source.jar(),
                Version.Mark.NONE);
        CatalogState before = records.state(catalog.id());
        return before == null || before.state() == CatalogState.State.WITHDRAWN
                ? CatalogState.first(catalog.id(), version, source.key(), source.stamp(), bundle)
                : store.present(before.updated(version, source.stamp(), bundle));
    }

    private static BuildOutcome refused(Source source, @Nullable Reading readingOrNull, Problems problems) {
        CatalogId id = readingOrNull == null ? null : readingOrNull.idOrNull();
        return new Refused(
                id == null ? source.promisedId().orElse(source.key()) : id.value(),
                readingOrNull == null ? "" : readingOrNull.version(),
                Reason.CONTENT,
                List.of(),
                problems);
    }
}
