package org.souk.deployer.internal.life;

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
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.archive.NoSpaceException;
import org.souk.deployer.internal.archive.StagingSpace;
import org.souk.deployer.internal.read.Problems;
import org.souk.deployer.internal.route.ClaimBook;

/** What changes who is live: journal first, then the map, then claims. Each catalog is changed in its source's lane only. */
final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final CatalogStateStore journal;
    private final LiveMap live;
    private final CatalogRecords records;
    private final ClaimBook claims;
    private final Contributors parts;
    private final OrphanedCatalogs leftovers;
    private final Disposer retirement;
    private final Clock clock;

    Publisher(
            CatalogStateStore journal,
            LiveMap live,
            CatalogRecords records,
            ClaimBook claims,
            Contributors parts,
            OrphanedCatalogs leftovers,
            Disposer retirement,
            Clock clock) {
        this.retirement = retirement;
        this.leftovers = leftovers;
        this.journal = journal;
        this.live = live;
        this.records = records;
        this.claims = claims;
        this.parts = parts;
        this.clock = clock;
    }

    /**
     * Puts a generation in place of the one that is live; nothing changes if that cannot be written down.
     *
     * @param before what was live from the same source, also under another id; or null
     * @return whether a host became free
     */
    boolean publish(VersionBuilder.Outcome.Ready ready, @Nullable LiveRecord before) throws IOException {
        CatalogState entry = ready.entry();
        try {
            journal.write(entry);
        } catch (IOException e) {
            abandon(ready);
            throw StagingSpace.explain(e, ready.generation().folder.path());
        }
        boolean freed = leftovers.replace(entry);
        LiveRecord old = records.byId(entry.id());
        List<GenerationFolder> kept = kept(entry, old);
        Snapshot snapshot = new Snapshot(ready.generation(), ready.shares(), entry, kept);
        LiveRecord record = new LiveRecord(
                entry, ready.generation(), snapshot, ready.problems().all(), kept);
        records.live(record);
        LiveRecord renamed = before == null || before.id().equals(entry.id()) ? null : before;
        live.publish(snapshot, renamed == null ? null : renamed.id());
        freed |= claims.commit(entry.id(), snapshot.hosts);
        if (old != null) {
            if (sameBundle(old, ready)) {
                old.generation().bundle.handOver();
            }
            letGo(old);
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
                entry.id(),
                entry.live().name(),
                entry.parkedOrNull() == null ? "live" : "ready, and parked",
                catalog.products().size(),
                some(snapshot.hosts));
        complete(record);
        return freed;
    }

    /** The folders of what an entry keeps, each with a use: those that the record before has, else as they lie there. */
    private List<GenerationFolder> kept(CatalogState entry, @Nullable LiveRecord before) {
        List<GenerationFolder> kept = new ArrayList<>();
        for (Version version : entry.kept()) {
            kept.add((before == null ? Stream.<GenerationFolder>empty() : folders(before))
                    .filter(folder -> folder.name().equals(version.generation()) && folder.retain())
                    .findFirst()
                    .orElseGet(() -> new GenerationFolder(
                            entry.id(), journal.folder(entry.id(), version.generation()), retirement)));
        }
        return kept;
    }

    private static Stream<GenerationFolder> folders(LiveRecord record) {
        return Stream.concat(Stream.of(record.generation().folder), record.kept().stream());
    }

    private static void letGo(LiveRecord record) {
        record.generation().release();
        record.kept().forEach(GenerationFolder::release);
    }

    /**
     * Serves the same version in another way, parked or at other hosts.
     *
     * @param next as it will be written down; hosts that it has more are reserved
     * @return whether a host became free
     * @throws IOException if that cannot be written down; nothing changed
     */
    boolean change(LiveRecord record, CatalogState next) throws IOException {
        Snapshot before = record.snapshotOrNull();
        if (before == null) {
            throw new IllegalStateException(record.id() + " is not served");
        }
        journal.write(next);
        List<Contribution> shares =
                before.shares.stream().filter(Contribution::retain).toList();
        Snapshot snapshot = new Snapshot(record.generation(), shares, next, record.kept());
        records.live(record.with(next, snapshot));
        live.publish(snapshot);
        return claims.commit(next.id(), snapshot.hosts);
    }

    /** Lets go of a generation that will not be published. */
    void abandon(VersionBuilder.Outcome.Ready ready) {
        LiveRecord old = records.byId(ready.entry().id());
        if (old != null && sameBundle(old, ready)) {
            ready.generation().bundle.handOver();
        }
        ready.shares().forEach(Contribution::release);
        ready.generation().release();
        claims.cancel(ready.entry().id());
    }

    private static boolean sameBundle(LiveRecord old, VersionBuilder.Outcome.Ready ready) {
        return old.generation()
                .bundle
                .location()
                .equals(ready.generation().bundle.location());
    }

    /**
     * Takes up what an earlier process had published.
     *
     * @param changed whether that is not as it was written down
     */
    void restored(LiveRecord record, boolean changed) {
        if (changed) {
            note(record.entry());
        }
        records.live(record);
        if (record.snapshotOrNull() != null) {
            live.publish(record.snapshotOrNull());
        }
        claims.commit(
                record.id(),
                record.entry().changes().of(record.generation().catalog.hosts()));
        LOG.info(
                "Catalog {} {} is {} again",
                record.id(),
                record.entry().live().name(),
                record.snapshotOrNull() != null
                        ? record.entry().parkedOrNull() == null ? "live" : "parked"
                        : record.entry().state() == CatalogState.State.STOPPED ? "stopped" : "waiting for its bundle");
        complete(record);
    }

    /** Takes a catalog out for good. */
    void remove(LiveRecord record) {
        journal.forget(record.id());
        takeOut(record);
        LOG.info("Catalog {} is gone", record.id());
    }

    /** Takes a catalog out whose bundle an operator uninstalled; it stays away until its file changes. */
    void withdraw(LiveRecord record) {
        CatalogState entry = record.entry().withdrawn(clock.instant());
        note(entry);
        takeOut(record);
        records.away(entry);
        LOG.info(
                "Catalog {} is gone: its bundle was uninstalled; {} must change to bring it back",
                record.id(),
                entry.source());
    }

    private void takeOut(LiveRecord record) {
        live.remove(record.id());
        records.gone(record.id());
        letGo(record);
        claims.release(record.id());
    }

    /** Takes a catalog off while its bundle is stopped; it keeps its hosts. */
    void stop(LiveRecord record) {
        CatalogState entry = record.entry().in(CatalogState.State.STOPPED, clock.instant());
        note(entry);
        records.live(record.with(entry, null));
        live.remove(record.id());
        LOG.info("Catalog {} is off: its bundle was stopped", record.id());
    }

    /** Puts a catalog back whose bundle was started again. */
    void start(LiveRecord record) {
        CatalogState entry = record.entry().in(CatalogState.State.LIVE, clock.instant());
        if (share(record.with(entry), List.of())) {
            note(entry);
            LOG.info("Catalog {} {} is served again", record.id(), entry.live().name());
        }
    }

    /** A part that came while this was being prepared was not asked. */
    private void complete(LiveRecord record) {
        if (record.snapshotOrNull() != null && parts.lack(record.snapshotOrNull().shares)) {
            reshare(record);
        }
    }

    /** Prepares what parts have come since, and publishes the same version with it. */
    void reshare(LiveRecord record) {
        if (record.snapshotOrNull() != null) {
            share(record, record.snapshotOrNull().shares);
        }
    }

    private boolean share(LiveRecord record, List<Contribution> before) {
        Problems problems = new Problems();
        Generation generation = record.generation();
        Optional<List<Contribution>> shares;
        try {
            shares = parts.prepare(
                    generation.catalog,
                    generation.files,
                    CatalogStateStore.parts(generation.folder.path()),
                    null,
                    before,
                    problems);
        } catch (NoSpaceException e) {
            problems.error(String.valueOf(record.id()), 0, Trouble.of(e));
            shares = Optional.empty();
        }
        if (shares.isEmpty()) {
            LOG.warn("Catalog {} stays as it is, a part refuses it: {}", record.id(), problems.all());
            return false;
        }
        Snapshot snapshot = new Snapshot(generation, shares.get(), record.entry(), record.kept());
        records.live(record.with(record.entry(), snapshot));
        live.publish(snapshot);
        return true;
    }

    /**
     * Notes that the same content lies under another stamp now.
     *
     * @param aside whether it is still what an operator went back from
     */
    void restamp(LiveRecord record, String stamp, boolean aside) {
        CatalogState entry =
                record.entry().stamped(stamp, aside ? record.entry().rolledBackOrNull() : null);
        if (!entry.equals(record.entry())) {
            note(entry);
            records.live(record.with(entry));
        }
    }

    private void note(CatalogState entry) {
        try {
            journal.write(entry);
        } catch (IOException e) {
            LOG.error(
                    "The state of {} cannot be written, so the next start does not know it: {}",
                    entry.id(),
                    e.toString());
        }
    }

    private static String some(List<HostPattern> patterns) {
        List<String> hosts = patterns.stream().limit(5).map(Object::toString).toList();
        return hosts.size() <= 4 ? String.join(", ", hosts) : String.join(", ", hosts.subList(0, 4)) + ", …";
    }
}
