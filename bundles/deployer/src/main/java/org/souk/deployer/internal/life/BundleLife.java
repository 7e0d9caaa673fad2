package org.souk.deployer.internal.life;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.deployer.internal.bundle.BundleRefusedException;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.bundle.Bundles.State;
import org.souk.deployer.internal.read.Problems;

/** What operators do to bundles, as a matter of catalogs. Called in the catalog's lane; looks at how things are, not at what happened. */
final class BundleLife {
    private static final Logger LOG = LoggerFactory.getLogger(BundleLife.class);

    private final Bundles bundles;
    private final Deployment deployment;
    private final Publisher publisher;
    private final Leftovers leftovers;
    private final Records records;
    private final BiConsumer<String, Deployment.Outcome.Refused> refused;
    private final Runnable freed;

    BundleLife(
            Bundles bundles,
            Deployment deployment,
            Publisher publisher,
            Records records,
            Leftovers leftovers,
            BiConsumer<String, Deployment.Outcome.Refused> refused,
            Runnable freed) {
        this.bundles = bundles;
        this.deployment = deployment;
        this.publisher = publisher;
        this.leftovers = leftovers;
        this.records = records;
        this.refused = refused;
        this.freed = freed;
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
            deploy(new BundleSource(entry.source(), location, entry.stamp(), bundles.contents(location)), record);
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
            records.forgiven(key);
            leftovers.gone(key);
            record.ifPresent(publisher::remove);
            freed.run();
        } else if (state == State.INACTIVE) {
            record.ifPresent(r -> follow(r, state));
        } else {
            String stamp = bundles.stamp(location);
            if (record.isPresent() && record.get().entry().stamp().equals(stamp)) {
                follow(record.get(), state);
            } else {
                deploy(new BundleSource(key, location, stamp, bundles.contents(location)), record.orElse(null));
            }
        }
    }

    private void deploy(BundleSource source, @org.jspecify.annotations.Nullable LiveRecord record) {
        Deployment.Outcome outcome;
        try {
            outcome = deployment.prepare(source, record);
            if (outcome instanceof Deployment.Outcome.Ready ready) {
                boolean free = publisher.publish(ready, record);
                records.forgiven(source.key());
                if (free) {
                    freed.run();
                }
                return;
            }
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOG.error("{} cannot be deployed", source.location(), e);
            Problems problems = new Problems();
            problems.error(source.key(), 0, Trouble.of(e));
            outcome = new Deployment.Outcome.Refused(source.key(), "", Refusal.Reason.CONTAINER, problems);
        }
        if (outcome instanceof Deployment.Outcome.Refused no) {
            refused.accept(source.key(), no);
        } else if (record != null && outcome instanceof Deployment.Outcome.Same same) {
            publisher.restamp(record, source.stamp(), same.aside());
            records.forgiven(source.key());
        }
    }
}
