package org.souk.deployer.internal.watch;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.DamagedArchiveException;
import org.souk.deployer.internal.build.BuildOutcome.Refused;
import org.souk.deployer.internal.build.BundleSource;
import org.souk.deployer.internal.build.FailureText;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.Bundles.State;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.live.LiveRecord;
import org.souk.deployer.internal.publish.DeployAttempt;
import org.souk.deployer.internal.publish.PendingDeployments;
import org.souk.deployer.internal.publish.Publisher;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.Refusal;
import org.souk.deployer.internal.state.SourceKey;

/**
 * Handles what operators do to the bundles of catalogs: install, update, stop, start, uninstall. The present state of the bundle decides,
 * because an event may be late. Called in order with other work on the catalog.
 */
public final class BundleChanges {
    private static final Logger LOG = LoggerFactory.getLogger(BundleChanges.class);

    private final Bundles bundles;
    private final DeployAttempt attempt;
    private final Publisher publisher;
    private final CatalogRecords records;
    private final PendingDeployments pending;
    /** Stamps of bundles that were refused for their content, by location. */
    private final Map<String, String> refusedStamps = new ConcurrentHashMap<>();

    public BundleChanges(
            Bundles bundles,
            DeployAttempt attempt,
            Publisher publisher,
            CatalogRecords records,
            PendingDeployments pending) {
        this.bundles = bundles;
        this.attempt = attempt;
        this.publisher = publisher;
        this.records = records;
        this.pending = pending;
    }

    /** Records that an earlier process refused this content of a foreign bundle. */
    public void known(String location, String stamp) {
        refusedStamps.put(location, stamp);
    }

    /** Handles a change of a bundle that the deployer installed. */
    void own(String location) {
        LiveRecord record = records.byLocation(location).orElse(null);
        if (record == null) {
            return;
        }
        CatalogState state = record.state();
        State bundleState = bundles.state(location);
        String stamp = bundles.stamp(location);
        if (bundleState == State.ABSENT) {
            refusedStamps.remove(location);
            publisher.withdraw(record);
            pending.resourcesFreed();
        } else if (bundleState == State.ACTIVE
                && !stamp.equals(state.bundle().stamp())
                && !stamp.equals(refusedStamps.get(location))) {
            String content = BundleSource.inPlace(stamp);
            deploy(
                    new BundleSource(state.source(), location, state.stamp(), content, bundles.contents(location)),
                    stamp);
        } else {
            follow(record, bundleState);
        }
    }

    /** Serves the catalog while its bundle is active. */
    private void follow(LiveRecord record, State bundleState) {
        if (bundleState == State.ACTIVE && !runs(record)) {
            return;
        }
        if (bundleState == State.ACTIVE && record.snapshotOrNull() == null) {
            publisher.start(record);
        } else if (bundleState == State.INACTIVE && record.snapshotOrNull() != null) {
            publisher.stop(record);
        }
    }

    /** Whether the bundle runs the Java of the live version, and not that of a refused update. */
    private boolean runs(LiveRecord record) {
        CatalogState state = record.state();
        CatalogBundle bundle = record.generation().bundle;
        String stamp = bundles.stamp(bundle.location());
        String adopted = state.bundle().stamp();
        if (!adopted.isEmpty() && !stamp.equals(adopted) && !stamp.equals(state.stamp())) {
            // stopped before the update, the catalog continues with the services that the live version had
            boolean had = state.state() == CatalogState.State.STOPPED
                    && bundle.stamp().equals(adopted);
            // a version without Java needs a bundle that has no services and announces none
            boolean data = !state.live().java()
                    && bundle.complete()
                    && bundle.services(Object.class).isEmpty();
            if (!had && !data) {
                LOG.warn(
                        "Catalog {} stays as it is: its bundle was updated to what is not live; update it to what can be",
                        record.id());
            }
            return had || data;
        }
        try {
            bundle.refresh();
            return true;
        } catch (BundleRefusedException e) {
            LOG.warn("Catalog {} stays as it is: {}", record.id(), e.getMessage());
            return false;
        }
    }

    /** Handles a change of a foreign bundle, one that the deployer did not install. */
    void foreign(String location) {
        String key = SourceKey.ofBundle(location);
        Optional<LiveRecord> record = records.bySource(key);
        State bundleState = bundles.state(location);
        if (bundleState == State.ABSENT) {
            refusedStamps.remove(location);
            attempt.sourceGone(key);
        } else if (bundleState == State.INACTIVE) {
            record.ifPresent(r -> follow(r, bundleState));
        } else {
            String stamp = bundles.stamp(location);
            boolean live = record.isPresent() && record.get().state().stamp().equals(stamp);
            if (live || stamp.equals(refusedStamps.get(location))) {
                record.ifPresent(r -> follow(r, bundleState));
            } else {
                deploy(new BundleSource(key, location, stamp, stamp, bundles.contents(location)), stamp);
            }
        }
    }

    /** Deploys an active bundle. If it is refused, a catalog that was stopped is served as it was. */
    private void deploy(BundleSource source, String stamp) {
        DeployAttempt.Prepared prepared;
        try {
            prepared = attempt.prepare(source);
        } catch (DamagedArchiveException e) {
            LOG.error("{} cannot be read", source.location(), e);
            prepared = attempt.refuse(source, Refusal.Reason.CONTAINER, FailureText.of(e));
        }
        if (prepared.outcome() instanceof Refused refused && refused.reason().stands()) {
            refusedStamps.put(source.location(), stamp);
        }
        attempt.commit(prepared);
        records.bySource(source.key())
                .filter(record -> record.snapshotOrNull() == null)
                .ifPresent(record -> follow(record, State.ACTIVE));
    }
}
