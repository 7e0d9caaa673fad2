package org.souk.deployer.internal.life;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogChange.Done;
import org.souk.api.catalog.CatalogChange.Refused;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Problem;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.read.Problems;
import org.souk.deployer.internal.route.ClaimBook;

/** What operators ask for. Each is done in its catalog's lane, one after the other; whoever asks waits for it, for a bounded time. */
public final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final int MOST_HOSTS = 10_000;
    private static final Duration WAIT = Duration.ofSeconds(60);

    private final CommandRunner turns;
    private final CatalogRecords records;
    private final Publisher publisher;
    private final Rollback rollback;
    private final KeptVersionFallback fallback;
    private final ClaimBook claims;
    private final Clock clock;
    private final Runnable freed;

    /**
     * @param freed is run when something may be free that others were refused for
     */
    Commands(
            SerialExecutor lanes,
            CatalogRecords records,
            Publisher publisher,
            Rollback rollback,
            KeptVersionFallback fallback,
            ClaimBook claims,
            Clock clock,
            Runnable freed) {
        this.turns = new CommandRunner(lanes, records, WAIT);
        this.records = records;
        this.publisher = publisher;
        this.rollback = rollback;
        this.fallback = fallback;
        this.claims = claims;
        this.clock = clock;
        this.freed = freed;
    }

    public CatalogChange park(CatalogId id) {
        return turns.served(
                id,
                record -> record.entry().parkedOrNull() == null
                        ? parked(record, true)
                        : new Refused(
                                "Catalog '" + id + "' is parked already; catalog:resume " + id + " serves it again"));
    }

    public CatalogChange resume(CatalogId id) {
        return turns.served(
                id,
                record -> record.entry().parkedOrNull() != null
                        ? parked(record, false)
                        : new Refused("Catalog '" + id + "' is not parked; see its state with catalog:info " + id));
    }

    private CatalogChange parked(LiveRecord record, boolean parked) throws IOException {
        Instant now = clock.instant();
        publisher.change(record, record.entry().parked(parked ? now : null, now));
        LOG.info("Catalog {} is {}", record.id(), parked ? "parked" : "live again");
        return done(record.id());
    }

    public CatalogChange rollback(CatalogId id) {
        return turns.inLane(id, this::rolledBack);
    }

    /** Also where nothing is served, as its live version could not be restored. */
    private CatalogChange rolledBack(CatalogState entry, @Nullable LiveRecord record) throws IOException {
        if (BundleSource.is(entry.source())) {
            return new Refused("Catalog '" + entry.id()
                    + "' was installed as a bundle, so its versions are that bundle's;"
                    + " give it the older jar with bundle:update "
                    + (record == null ? "ID" : record.generation().bundle.bundleId()) + " URL");
        }
        List<Version> targets = Rollback.targets(entry);
        if (targets.isEmpty()) {
            return new Refused("No version before " + entry.live().name() + " of catalog '" + entry.id()
                    + "' is kept; drop the archive of the one you want");
        }
        Problems problems = new Problems();
        Optional<Version> target = record == null
                ? fallback.serve(entry, targets, entry::rolledBackTo, problems)
                : rolledBack(record, targets.get(0), problems);
        if (target.isEmpty()) {
            return new Refused("Catalog '" + entry.id() + "' cannot go back to "
                    + targets.get(0).name() + ", so nothing was changed: " + first(problems));
        }
        LOG.info(
                "Catalog {} went back from {} to {}; {} must change to bring another version",
                entry.id(),
                entry.live().name(),
                target.get().name(),
                entry.source());
        freed.run();
        return done(entry.id());
    }

    private Optional<Version> rolledBack(LiveRecord record, Version target, Problems problems) throws IOException {
        GenerationFolder folder = record.kept().stream()
                .filter(kept -> kept.name().equals(target.generation()))
                .findFirst()
                .orElseThrow();
        Optional<VersionBuilder.Outcome.Ready> ready = rollback.prepare(
                record.entry(), target, folder, record.snapshotOrNull(), record.entry()::rolledBackTo, problems);
        if (ready.isPresent()) {
            publisher.publish(ready.get(), record);
        }
        return ready.map(published -> target);
    }

    private static String first(Problems problems) {
        List<Problem> all = problems.all();
        return all.get(0) + (all.size() > 1 ? " (and " + (all.size() - 1) + " more)" : "");
    }

    public CatalogChange addHost(CatalogId id, HostPattern host) {
        return turns.served(id, record -> {
            if (held(record).contains(host)) {
                return new Refused("Catalog '" + id + "' holds '" + host + "' already; see catalog:hosts " + id);
            }
            return rehosted(record, record.entry().changes().plus(host, own(record)));
        });
    }

    public CatalogChange removeHost(CatalogId id, HostPattern host) {
        return turns.served(id, record -> {
            List<HostPattern> held = held(record);
            if (!held.contains(host)) {
                return new Refused("Catalog '" + id + "' does not hold '" + host + "'; see catalog:hosts " + id);
            }
            if (Claims.canonical(record.generation().catalog)
                    .filter(host::equals)
                    .isPresent()) {
                return new Refused("'" + host + "' is the canonical host of '" + id
                        + "', which its others lead to; write another as 'canonical' in catalog.yaml first");
            }
            if (held.size() == 1) {
                return new Refused(
                        "'" + host + "' is the last host of '" + id + "'; give it another with catalog:host-add " + id
                                + " HOST first, or close it with catalog:park " + id);
            }
            return rehosted(record, record.entry().changes().minus(host, own(record)));
        });
    }

    private static List<HostPattern> own(LiveRecord record) {
        return record.generation().catalog.hosts();
    }

    private static List<HostPattern> held(LiveRecord record) {
        return record.entry().changes().of(own(record));
    }

    private CatalogChange rehosted(LiveRecord record, HostChanges changes) throws IOException {
        CatalogState next = record.entry().changed(changes);
        List<HostPattern> hosts = changes.of(own(record));
        if (hosts.size() > MOST_HOSTS) {
            return new Refused("A catalog holds at most " + MOST_HOSTS + " hosts; remove one of '" + record.id()
                    + "' with catalog:host-remove first");
        }
        if (claims.reserve(record.id(), next.source(), hosts) instanceof ClaimBook.Answer.HostsHeld taken) {
            Map.Entry<HostPattern, CatalogId> first =
                    taken.hosts().entrySet().iterator().next();
            return new Refused("The host '" + first.getKey() + "' is held by the catalog '" + first.getValue()
                    + "', so '"
                    + record.id() + "' cannot have it; take it from there with catalog:host-remove " + first.getValue()
                    + " " + first.getKey() + " first");
        }
        boolean written = false;
        try {
            publisher.change(record, next);
            written = true;
            LOG.info("Catalog {} holds {} hosts now", record.id(), hosts.size());
            // others may wait for what was removed, and its own next version for what was added
            freed.run();
        } finally {
            if (!written) {
                claims.cancel(record.id());
            }
        }
        return done(record.id());
    }

    private CatalogChange done(CatalogId id) {
        return records.status(id)
                .<CatalogChange>map(Done::new)
                .orElseGet(() -> new Refused("Catalog '" + id + "' went away at this moment; see catalog:list"));
    }
}
