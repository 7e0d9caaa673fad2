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

/** What operators do to bundles, as a matter of catalogs. Called in the catalog's lane; looks at how things are, not at what happened. */
final class BundleLife {
    private static final Logger LOG = LoggerFactory.getLogger(BundleLife.class);

    private final Bundles bundles;
    private final Trial trial;
    private final Publisher publisher;
    private final Leftovers leftovers;
    private final Records records;
    private final Runnable freed;
    /** Stamps by location. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    BundleLife(
            Bundles bundles, Trial trial, Publisher publisher, Records records, Leftovers leftovers, Runnable freed) {
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
        State state = bundles.state(location);
        if (state == State.ABSENT) {
            publisher.withdraw(record);
            freed.run();
        } else if (state == State.ACTIVE
                && !bundles.stamp(location).equals(record.entry().bundle())) {
            JournalEntry entry = record.entry();
            String content = BundleSource.inPlace(bundles.stamp(location));
            deploy(new BundleSource(entry.source(), location, entry.stamp(), content, bundles.contents(location)));
        } else {
            follow(record, state);
        }
    }

    private void follow(LiveRecord record, State state) {
        if (state == State.ACTIVE) {
            try {
                record.generation().bundle.refresh();
            } catch (BundleRefusedException e) {
                LOG.warn("Catalog {} stays as it is: {}", record.id(), e.getMessage());
                return;
            }
        }
        if (state == State.ACTIVE && record.snapshotOrNull() == null) {
            publisher.start(record);
        } else if (state == State.INACTIVE && record.snapshotOrNull() != null) {
            publisher.stop(record);
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
                deploy(new BundleSource(key, location, stamp, stamp, bundles.contents(location)));
            }
        }
    }

    private void deploy(BundleSource source) {
        Trial.Look look;
        try {
            look = trial.look(source);
        } catch (DamagedException e) {
            LOG.error("{} cannot be read", source.location(), e);
            look = trial.refused(source, Refusal.Reason.CONTAINER, Trouble.of(e));
        }
        trial.conclude(look);
    }
}
