package org.souk.deployer.internal.publish;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
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
 * Changes which catalogs are live: writes the state file first, then swaps the map, then commits the claims. For each source it runs on one
 * thread at a time, in the order of that source's work.
 */
public final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final CatalogStateStore store;
    private final LiveMap live;
    private final CatalogRecords records;
    private final ClaimRegistry claims;
    private final Contributors contributors;
    private final OrphanedCatalogs orphans;
    private final Disposer disposer;
    private final Clock clock;

    public Publisher(
            CatalogStateStore store,
            LiveMap live,
            CatalogRecords records,
            ClaimRegistry claims,
            Contributors contributors,
            OrphanedCatalogs orphans,
            Disposer disposer,
            Clock clock) {
        this.disposer = disposer;
        this.orphans = orphans;
        this.store = store;
        this.live = live;
        this.records = records;
        this.claims = claims;
        this.contributors = contributors;
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
        boolean freed = orphans.replace(state);
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
            if (sameBundle(old, ready)) {
                old.generation().bundle.handOver();
            }
            release(old);
        }
        if (renamed != null) {
            freed = true;
            if (sameBundle(renamed, ready)) {
                renamed.generation().bundle.handOver();
            }
            remove(renamed);
        }
        Catalog catalog = snapshot.catalog();
        LOG.info(
                "Catalog {} {} is {}: {} products at {}",
                state.id(),
                state.live().name(),
                state.parkedOrNull() == null ? "live" : "ready, and parked",
                catalog.products().size(),
                firstFew(snapshot.hosts));
        complete(record);
        return freed;
    }

    /** The folders of the versions that a state keeps, each with a use. */
    private List<GenerationFolder> kept(CatalogState state, @Nullable LiveRecord before) {
        List<GenerationFolder> kept = new ArrayList<>();
        for (Version version : state.kept()) {
            kept.add((before == null ? Stream.<GenerationFolder>empty() : folders(before))
                    .filter(folder -> folder.name().equals(version.generation()) && folder.retain())
                    .findFirst()
                    .orElseGet(() -> disposer.folder(state.id(), version.generation())));
        }
        return kept;
    }

    private static Stream<GenerationFolder> folders(LiveRecord record) {
        return Stream.concat(Stream.of(record.generation().folder), record.kept().stream());
    }

    private static void release(LiveRecord record) {
        record.generation().release();
        record.kept().forEach(GenerationFolder::release);
    }

    /**
     * Publishes the same version in another state: parked, or at other hosts.
     *
     * @param next hosts that it adds are reserved
     * @return whether a host became free
     * @throws IOException if the state cannot be written; then nothing changes
     */
    public boolean change(LiveRecord record, CatalogState next) throws IOException {
        Snapshot before = record.snapshotOrNull();
        if (before == null) {
            throw new IllegalStateException(record.id() + " is not served");
        }
        store.write(next);
        List<Contribution> contributions =
                before.contributions.stream().filter(Contribution::retain).toList();
        Snapshot snapshot = new Snapshot(record.generation(), contributions, next, record.kept());
        records.put(record.with(next, snapshot));
        live.publish(snapshot);
        return claims.commit(next.id(), snapshot.hosts);
    }

    /** Discards a version that will not be published. */
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
        return old.generation()
                .bundle
                .location()
                .equals(ready.generation().bundle.location());
    }

    /**
     * Publishes a version again that an earlier process had published.
     *
     * @param changed whether its state differs from the state file
     */
    public void restored(LiveRecord record, boolean changed) {
        if (changed) {
            writeState(record.state());
        }
        records.put(record);
        if (record.snapshotOrNull() != null) {
            live.publish(record.snapshotOrNull());
        }
        claims.commit(
                record.id(),
                record.state().changes().applyTo(record.generation().catalog.hosts()));
        LOG.info(
                "Catalog {} {} is {} again",
                record.id(),
                record.state().live().name(),
                record.snapshotOrNull() != null
                        ? record.state().parkedOrNull() == null ? "live" : "parked"
                        : record.state().state() == CatalogState.State.STOPPED ? "stopped" : "waiting for its bundle");
        complete(record);
    }

    /** Removes the catalog of a source that was removed, live or not. */
    void sourceGone(String source) {
        records.bySource(source).ifPresent(this::remove);
        orphans.sourceGone(source);
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
        release(record);
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

    /** Adds the contributions of contributors that were registered while the version was being prepared. */
    private void complete(LiveRecord record) {
        Snapshot snapshot = record.snapshotOrNull();
        if (snapshot != null && contributors.isMissingIn(snapshot.contributions)) {
            contribute(record, snapshot.contributions);
        }
    }

    /** Publishes the live version again, with the contributions of contributors that were registered since. */
    public void contribute(CatalogId id) {
        LiveRecord record = records.byId(id);
        if (record != null && record.snapshotOrNull() != null) {
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

    private static String firstFew(List<HostPattern> patterns) {
        List<String> hosts = patterns.stream().limit(5).map(Object::toString).toList();
        return hosts.size() <= 4 ? String.join(", ", hosts) : String.join(", ", hosts.subList(0, 4)) + ", …";
    }
}
