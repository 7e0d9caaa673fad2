package org.souk.deployer.internal.command;

import java.io.IOException;
import java.time.Clock;
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
import org.souk.deployer.internal.build.HostClaims;
import org.souk.deployer.internal.build.HostClaims.Claimed;
import org.souk.deployer.internal.concurrent.SerialExecutor;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.live.LiveRecord;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.publish.KeptVersions;
import org.souk.deployer.internal.publish.PendingDeployments;
import org.souk.deployer.internal.publish.Publisher;
import org.souk.deployer.internal.route.ClaimRegistry;
import org.souk.deployer.internal.route.ClaimRegistry.Scope;
import org.souk.deployer.internal.route.HostConflict;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.HostChanges;
import org.souk.deployer.internal.state.SourceKey;
import org.souk.deployer.internal.state.Version;

/** The commands of operators. Each runs in order with other work on its catalog. The caller waits for a bounded time. */
public final class CatalogCommands {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogCommands.class);
    private static final int MAX_HOSTS = 10_000;

    private final CommandRunner runner;
    private final CatalogRecords records;
    private final Publisher publisher;
    private final KeptVersions keptVersions;
    private final AcceptCommand accept;
    private final ClaimRegistry claims;
    private final PendingDeployments pending;
    private final Clock clock;

    public CatalogCommands(
            SerialExecutor executor,
            CatalogRecords records,
            Publisher publisher,
            KeptVersions keptVersions,
            AcceptCommand accept,
            ClaimRegistry claims,
            PendingDeployments pending,
            Clock clock) {
        this.runner = new CommandRunner(executor, records);
        this.records = records;
        this.publisher = publisher;
        this.keptVersions = keptVersions;
        this.accept = accept;
        this.claims = claims;
        this.pending = pending;
        this.clock = clock;
    }

    public CatalogChange park(CatalogId id) {
        return runner.runServed(
                id,
                record -> record.state().parkedOrNull() == null
                        ? setParked(record, true)
                        : new Refused(
                                "Catalog '" + id + "' is parked already; catalog:resume " + id + " serves it again"));
    }

    public CatalogChange resume(CatalogId id) {
        return runner.runServed(
                id,
                record -> record.state().parkedOrNull() != null
                        ? setParked(record, false)
                        : new Refused("Catalog '" + id + "' is not parked; see its state with catalog:info " + id));
    }

    private CatalogChange setParked(LiveRecord record, boolean parked) throws IOException {
        Instant now = clock.instant();
        publisher.change(record, record.state().withParked(parked ? now : null, now));
        LOG.info("Catalog {} is {}", record.id(), parked ? "parked" : "live again");
        return done(record.id());
    }

    public CatalogChange rollback(CatalogId id) {
        return runner.run(id, this::rollBack);
    }

    /** Works also when nothing is served because the live version could not be restored. */
    private CatalogChange rollBack(CatalogState state, @Nullable LiveRecord record) throws IOException {
        if (SourceKey.isBundle(state.source())) {
            return new Refused("Catalog '" + state.id()
                    + "' was installed as a bundle, so its versions are that bundle's;"
                    + " give it the older jar with bundle:update "
                    + (record == null ? "ID" : record.generation().bundle.bundleId()) + " URL");
        }
        List<Version> targets = state.rollbackTargets();
        if (targets.isEmpty()) {
            return new Refused("No version before " + state.live().name() + " of catalog '" + state.id()
                    + "' is kept; drop the archive of the one you want");
        }
        Problems problems = new Problems();
        Optional<Version> target = record == null
                ? keptVersions.serveFirst(state, targets, state::rolledBackTo, problems)
                : keptVersions.rollBack(record, targets.get(0), problems);
        if (target.isEmpty()) {
            return new Refused("Catalog '" + state.id() + "' cannot go back to "
                    + targets.get(0).name() + ", so nothing was changed: " + first(problems));
        }
        LOG.info(
                "Catalog {} went back from {} to {}; {} must change to bring another version",
                state.id(),
                state.live().name(),
                target.get().name(),
                state.source());
        pending.resourcesFreed();
        return done(state.id());
    }

    private static String first(Problems problems) {
        List<Problem> all = problems.all();
        return all.get(0) + (all.size() > 1 ? " (and " + (all.size() - 1) + " more)" : "");
    }

    public CatalogChange accept(CatalogId id) {
        return runner.run(id, (state, record) -> accept.run(state));
    }

    public CatalogChange addHost(CatalogId id, HostPattern host) {
        return runner.runServed(id, record -> {
            if (record.hosts().contains(host)) {
                return new Refused("Catalog '" + id + "' holds '" + host + "' already; see catalog:hosts " + id);
            }
            return changeHosts(record, record.state().changes().plus(host, own(record)));
        });
    }

    public CatalogChange removeHost(CatalogId id, HostPattern host) {
        return runner.runServed(id, record -> {
            List<HostPattern> held = record.hosts();
            if (!held.contains(host)) {
                return new Refused("Catalog '" + id + "' does not hold '" + host + "'; see catalog:hosts " + id);
            }
            if (HostClaims.canonical(record.generation().catalog)
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
            return changeHosts(record, record.state().changes().minus(host, own(record)));
        });
    }

    private static List<HostPattern> own(LiveRecord record) {
        return record.generation().catalog.hosts();
    }

    private CatalogChange changeHosts(LiveRecord record, HostChanges changes) throws IOException {
        CatalogState next = record.state().withHostChanges(changes);
        List<HostPattern> hosts = changes.applyTo(own(record));
        if (hosts.size() > MAX_HOSTS) {
            return new Refused("A catalog holds at most " + MAX_HOSTS + " hosts; remove one of '" + record.id()
                    + "' with catalog:host-remove first");
        }
        if (claims.reserve(record.id(), next.source(), hosts, Scope.MORE_HOSTS)
                instanceof ClaimRegistry.Answer.HostsRefused refused) {
            return new Refused(firstConflict(record.id(), hosts, refused.conflicts()));
        }
        boolean written = false;
        try {
            publisher.change(record, next);
            written = true;
            LOG.info("Catalog {} holds {} hosts now", record.id(), hosts.size());
            // other catalogs may wait for the removed host, and the next version of this one for the added host
            pending.resourcesFreed();
        } finally {
            if (!written) {
                claims.cancel(record.id());
            }
        }
        return done(record.id());
    }

    private String firstConflict(CatalogId id, List<HostPattern> hosts, Map<HostPattern, HostConflict> conflicts) {
        Map.Entry<HostPattern, HostConflict> first =
                conflicts.entrySet().iterator().next();
        HostPattern host = first.getKey();
        if (first.getValue() instanceof HostConflict.Held held) {
            return "The host '" + host + "' is held by the catalog '" + held.holder() + "', so '" + id
                    + "' cannot have it; take it from there with catalog:host-remove " + held.holder() + " " + host
                    + " first";
        }
        Claimed claimed = new Claimed(hosts, Map.of(), claims.grants());
        return "The host '" + host + "' " + HostClaims.text(first.getValue(), id, claimed);
    }

    private CatalogChange done(CatalogId id) {
        return records.status(id)
                .<CatalogChange>map(Done::new)
                .orElseGet(() -> new Refused("Catalog '" + id + "' went away at this moment; see catalog:list"));
    }
}
