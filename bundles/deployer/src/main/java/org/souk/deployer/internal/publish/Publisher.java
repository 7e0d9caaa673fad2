package org.souk.deployer.internal.publish;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogId;
import org.souk.deployer.internal.archive.NoSpaceException;
import org.souk.deployer.internal.archive.StagingSpace;
import org.souk.deployer.internal.build.BuildOutcome.Ready;
import org.souk.deployer.internal.build.Contributors;
import org.souk.deployer.internal.build.FailureText;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.live.Contribution;
import org.souk.deployer.internal.live.Disposer;
import org.souk.deployer.internal.live.Generation;
import org.souk.deployer.internal.live.GenerationFolder;
import org.souk.deployer.internal.live.LiveMap;
import org.souk.deployer.internal.live.LiveRecord;
import org.souk.deployer.internal.live.Snapshot;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.route.ClaimRegistry;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.CatalogStateStore;
import org.souk.deployer.internal.state.Version;

/**
 * Changes which catalogs are live. It first writes the state file, which the next start reads, then swaps the map, which requests read,
 * then makes the claims on id and hosts final. For each source it runs on one thread at a time.
 */
public final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final CatalogStateStore store;
    private final LiveMap live;
    private final CatalogRecords records;
    private final ClaimRegistry claims;
    private final Contributors contributors;
    private final UnservedCatalogs unserved;
    private final Disposer disposer;
    private final Clock clock;

    public Publisher(
            CatalogStateStore store,
            LiveMap live,
            CatalogRecords records,
            ClaimRegistry claims,
            Contributors contributors,
            UnservedCatalogs unserved,
            Disposer disposer,
            Clock clock) {
        this.store = store;
        this.live = live;
        this.records = records;
        this.claims = claims;
        this.contributors = contributors;
        this.unserved = unserved;
        this.disposer = disposer;
        this.clock = clock;
    }

    /**
     * Publishes a version in place of the one that is live.
     *
     * @param before the record of the version that was live from the same source, possibly under another id; or null
     * @return whether a host became free
     * @throws IOException if the state cannot be written; then nothing changes, and the version is discarded
     */
    public boolean publish(Ready ready, @Nullable LiveRecord before) throws IOException {
        CatalogState state = ready.state();
        try {
            store.write(state);
        } catch (IOException e) {
            discard(ready);
            throw StagingSpace.explain(e, ready.generation().folder.path());
        }
        boolean freed = unserved.replace(state);
        LiveRecord old = records.byId(state.id());
        List<GenerationFolder> kept = kept(state, old);
        Snapshot snapshot = new Snapshot(ready.generation(), ready.contributions(), state, kept);
        LiveRecord record = new LiveRecord(
                state, ready.generation(), snapshot, ready.warnings().all(), kept);
        records.put(record);
        LiveRecord renamed = before == null || before.id().equals(state.id()) ? null : before;
        live.publish(snapshot, renamed == null ? null : renamed.id());
        freed |= claims.commit(state.id(), snapshot.hosts);
        if (old != null) {
            handOver(old, ready);
            old.release();
        }
        if (renamed != null) {
            freed = true;
            handOver(renamed, ready);
            remove(renamed);
        }
        LOG.info(
                "Catalog {} {} is {}: {} products at {}",
                state.id(),
                state.live().name(),
                state.parkedOrNull() == null ? "live" : "ready, and parked",
                snapshot.catalog().products().size(),
                firstFew(snapshot.hosts));
        complete(record.id());
        return freed;
    }

    /** The folders of the versions that a state keeps, each with one use counted for the caller. */
    private List<GenerationFolder> kept(CatalogState state, @Nullable LiveRecord before) {
        return state.kept().stream()
                .map(Version::generation)
                .map(name -> Optional.ofNullable(before)
                        .flatMap(record -> record.retainFolder(name))
                        .orElseGet(() -> disposer.folder(state.id(), name)))
                .toList();
    }

    /** Keeps a bundle that both versions use installed. */
    private static void handOver(LiveRecord earlier, Ready ready) {
        if (sameBundle(earlier, ready)) {
            earlier.generation().bundle.handOver();
        }
    }

    /**
     * Publishes the same version in another state: parked, or at other hosts.
     *
     * @param next its new hosts must be reserved
     * @return whether a host became free
     * @throws IOException if the state cannot be written; then nothing changes
     */
    public boolean change(LiveRecord record, CatalogState next) throws IOException {
        Snapshot before = Objects.requireNonNull(record.snapshotOrNull());
        store.write(next);
        List<Contribution> contributions =
                before.contributions.stream().filter(Contribution::retain).toList();
        Snapshot snapshot = new Snapshot(record.generation(), contributions, next, record.kept());
        records.put(record.with(next, snapshot));
        live.publish(snapshot);
        return claims.commit(next.id(), snapshot.hosts);
    }

    /** Releases what an unpublished version holds: contributions, folder, bundle, and reserved hosts. */
    void discard(Ready ready) {
        LiveRecord old = records.byId(ready.state().id());
        if (old != null && sameBundle(old, ready)) {
            ready.generation().bundle.handOver();
        }
        ready.contributions().forEach(Contribution::release);
        ready.generation().release();
        claims.cancel(ready.state().id());
    }

    private static boolean sameBundle(LiveRecord old, Ready ready) {
        return old.location().equals(ready.generation().bundle.location());
    }

    /** Publishes at a start what an earlier process had published. */
    void restored(LiveRecord record, CatalogState recorded) {
        if (!record.state().equals(recorded)) {
            writeState(record.state());
        }
        records.put(record);
        if (record.snapshotOrNull() != null) {
            live.publish(record.snapshotOrNull());
        }
        claims.commit(record.id(), record.hosts());
        CatalogState state = record.state();
        boolean stopped = state.state() == CatalogState.State.STOPPED;
        LOG.info(
                "Catalog {} {} is {} again",
                record.id(),
                state.live().name(),
                record.snapshotOrNull() == null
                        ? stopped ? "stopped" : "waiting for its bundle"
                        : state.parkedOrNull() == null ? "live" : "parked");
        complete(record.id());
    }

    /** Removes the catalog of a source that was removed, live or not. */
    void sourceGone(String source) {
        records.bySource(source).ifPresent(this::remove);
        unserved.sourceGone(source);
    }

    private void remove(LiveRecord record) {
        store.forget(record.id());
        takeOut(record);
        LOG.info("Catalog {} is gone", record.id());
    }

    /** Removes a catalog whose bundle an operator uninstalled. It is deployed again when its file changes. */
    public void withdraw(LiveRecord record) {
        CatalogState state = record.state().withdrawn(clock.instant());
        writeState(state);
        takeOut(record);
        records.putUnserved(state);
        LOG.info(
                "Catalog {} is gone: its bundle was uninstalled; {} must change to bring it back",
                record.id(),
                state.source());
    }

    private void takeOut(LiveRecord record) {
        live.remove(record.id());
        records.remove(record.id());
        record.release();
        claims.release(record.id());
    }

    /** Stops serving a catalog while its bundle is stopped. It keeps its hosts. */
    public void stop(LiveRecord record) {
        CatalogState state = record.state().withState(CatalogState.State.STOPPED, clock.instant());
        writeState(state);
        records.put(record.with(state, null));
        live.remove(record.id());
        LOG.info("Catalog {} is off: its bundle was stopped", record.id());
    }

    /** Serves a catalog again whose bundle was started. */
    public void start(LiveRecord record) {
        CatalogState state = record.state().withState(CatalogState.State.LIVE, clock.instant());
        if (contribute(record.with(state), List.of())) {
            writeState(state);
            LOG.info("Catalog {} {} is served again", record.id(), state.live().name());
        }
    }

    /** Publishes a live version again if contributors were registered since it was prepared, with their contributions. */
    public void complete(CatalogId id) {
        LiveRecord record = records.byId(id);
        if (record != null
                && record.snapshotOrNull() != null
                && contributors.isMissingIn(record.snapshotOrNull().contributions)) {
            contribute(record, record.snapshotOrNull().contributions);
        }
    }

    private boolean contribute(LiveRecord record, List<Contribution> before) {
        Problems problems = new Problems();
        Generation generation = record.generation();
        Optional<List<Contribution>> contributions;
        try {
            contributions = contributors.prepare(
                    generation.catalog,
                    generation.files,
                    CatalogStateStore.parts(generation.folder.path()),
                    null,
                    before,
                    problems);
        } catch (NoSpaceException e) {
            problems.error(String.valueOf(record.id()), 0, FailureText.of(e));
            contributions = Optional.empty();
        }
        if (contributions.isEmpty()) {
            LOG.warn("Catalog {} stays as it is, a contributor refuses it: {}", record.id(), problems.all());
            return false;
        }
        Snapshot snapshot = new Snapshot(generation, contributions.get(), record.state(), record.kept());
        records.put(record.with(record.state(), snapshot));
        live.publish(snapshot);
        return true;
    }

    /**
     * Records the new stamp of a source whose content did not change.
     *
     * @param rolledBack whether the content is what an operator rolled back from
     */
    void restamp(LiveRecord record, String stamp, boolean rolledBack) {
        CatalogState state =
                record.state().withStamp(stamp, rolledBack ? record.state().rolledBackOrNull() : null);
        if (!state.equals(record.state())) {
            writeState(state);
            records.put(record.with(state));
        }
    }

    private void writeState(CatalogState state) {
        try {
            store.write(state);
        } catch (IOException e) {
            LOG.error(
                    "The state of {} cannot be written, so the next start does not know it: {}",
                    state.id(),
                    e.toString());
        }
    }

    private static String firstFew(List<?> patterns) {
        String hosts = patterns.stream().limit(4).map(Object::toString).collect(Collectors.joining(", "));
        return patterns.size() <= 4 ? hosts : hosts + ", …";
    }
}
