package org.souk.deployer.internal.life;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.archive.DamagedException;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.Bundles.State;
import org.souk.deployer.internal.bundle.CatalogBundle;
import org.souk.deployer.internal.life.VersionBuilder.Outcome.Refused;

/** What operators do to bundles, as a matter of catalogs. Called in the catalog's lane; looks at how things are, not at what happened. */
final class BundleLife {
    private static final Logger LOG = LoggerFactory.getLogger(BundleLife.class);

    private final Bundles bundles;
    private final DeployAttempt trial;
    private final Publisher publisher;
    private final OrphanedCatalogs leftovers;
    private final CatalogRecords records;
    private final Runnable freed;
    /** Stamps of what was refused for what is in it, by location. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    BundleLife(
            Bundles bundles,
            DeployAttempt trial,
            Publisher publisher,
            CatalogRecords records,
            OrphanedCatalogs leftovers,
            Runnable freed) {
        this.bundles = bundles;
        this.trial = trial;
        this.publisher = publisher;
        this.leftovers = leftovers;
        this.records = records;
        this.freed = freed;
    }

    /** A bundle of others that an earlier process refused for what is in it. */
    void known(String location, String stamp) {
        known.put(location, stamp);
    }

    /** A bundle that was made here. */
    void own(String location) {
        Optional<LiveRecord> found = records.byLocation(location);
        if (found.isEmpty()) {
            return;
        }
        LiveRecord record = found.get();
        CatalogState entry = record.entry();
        State state = bundles.state(location);
        String stamp = bundles.stamp(location);
        if (state == State.ABSENT) {
            known.remove(location);
            publisher.withdraw(record);
            freed.run();
        } else if (state == State.ACTIVE && !stamp.equals(entry.bundle()) && !stamp.equals(known.get(location))) {
            String content = BundleSource.inPlace(stamp);
            deploy(
                    new BundleSource(entry.source(), location, entry.stamp(), content, bundles.contents(location)),
                    stamp);
        } else {
            follow(record, state);
        }
    }

    private void follow(LiveRecord record, State state) {
        if (state == State.ACTIVE && !runs(record)) {
            return;
        }
        if (state == State.ACTIVE && record.snapshotOrNull() == null) {
            publisher.start(record);
        } else if (state == State.INACTIVE && record.snapshotOrNull() != null) {
            publisher.stop(record);
        }
    }

    /** Whether the Java of what is live is there; that of an update that was refused is not taken in its place. */
    private boolean runs(LiveRecord record) {
        CatalogState entry = record.entry();
        CatalogBundle bundle = record.generation().bundle;
        String stamp = bundles.stamp(bundle.location());
        if (!entry.bundle().isEmpty() && !stamp.equals(entry.bundle()) && !stamp.equals(entry.stamp())) {
            // taken up before the update it goes on with the services that it had, if it had come to have them
            boolean had = entry.state() == CatalogState.State.STOPPED
                    && bundle.stamp().equals(entry.bundle());
            // one of data alone goes on in a bundle that neither has services nor announces any
            boolean data = !entry.live().java()
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

    /** A bundle that somebody else installed. */
    void foreign(String location) {
        String key = BundleSource.key(location);
        Optional<LiveRecord> record = records.bySource(key);
        State state = bundles.state(location);
        if (state == State.ABSENT) {
            trial.forget(key);
            known.remove(location);
            leftovers.gone(key);
            record.ifPresent(publisher::remove);
            freed.run();
        } else if (state == State.INACTIVE) {
            record.ifPresent(r -> follow(r, state));
        } else {
            String stamp = bundles.stamp(location);
            boolean live = record.isPresent() && record.get().entry().stamp().equals(stamp);
            if (live || stamp.equals(known.get(location))) {
                record.ifPresent(r -> follow(r, state));
            } else {
                deploy(new BundleSource(key, location, stamp, stamp, bundles.contents(location)), stamp);
            }
        }
    }

    /** A shop that was off goes on as it was if this is refused: its bundle runs again. */
    private void deploy(BundleSource source, String stamp) {
        DeployAttempt.Look look;
        try {
            look = trial.look(source);
        } catch (DamagedException e) {
            LOG.error("{} cannot be read", source.location(), e);
            look = trial.refused(source, Refusal.Reason.CONTAINER, Trouble.of(e));
        }
        if (look.outcome() instanceof Refused refused && refused.reason() == Refusal.Reason.CONTENT) {
            known.put(source.location(), stamp);
        }
        trial.conclude(look);
        records.bySource(source.key())
                .filter(record -> record.snapshotOrNull() == null)
                .ifPresent(record -> follow(record, State.ACTIVE));
    }
}
