package org.souk.deployer.internal.life;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.archive.DamagedException;
import org.souk.deployer.internal.archive.NoSpaceException;
import org.souk.deployer.internal.archive.Stamp;
import org.souk.deployer.internal.read.Problems;

/** What is done with a file that has settled, or gone: published or refused, and told beside the file. */
final class Intake implements Arrivals.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Recognition recognition;
    private final Deployment deployment;
    private final Publisher publisher;
    private final Leftovers leftovers;
    private final Records records;
    private final Refusals refusals;
    private final Supplier<String> circumstances;
    private final Clock clock;
    private final Waits waits;

    /** Those that were refused for what is no fault of theirs. */
    interface Waits {
        /** Something may be free that others were refused for. */
        void freed();

        /** How often something became free until now. */
        long freedSoFar();

        /** To be tried again at once. */
        void again(Path path);

        /** To be tried again after a while, for nobody tells when a disk has room again. */
        void later(Path path);
    }

    /**
     * @param circumstances by which files are judged
     */
    Intake(
            Recognition recognition,
            Deployment deployment,
            Publisher publisher,
            Leftovers leftovers,
            Records records,
            Refusals refusals,
            Supplier<String> circumstances,
            Clock clock,
            Waits waits) {
        this.recognition = recognition;
        this.deployment = deployment;
        this.publisher = publisher;
        this.leftovers = leftovers;
        this.records = records;
        this.refusals = refusals;
        this.circumstances = circumstances;
        this.clock = clock;
        this.waits = waits;
    }

    @Override
    public boolean settled(Path path, Stamp stamp, boolean last) {
        if (!recognition.catalog(path)) {
            return true;
        }
        FileSource source = new FileSource(path, stamp.text());
        LiveRecord record = records.bySource(source.key()).orElse(null);
        Deployment.Outcome outcome;
        long freedBefore = waits.freedSoFar();
        try {
            outcome = deployment.prepare(source, record);
        } catch (NoSpaceException e) {
            outcome = withoutSpace(source, e);
        } catch (DamagedException e) {
            if (!last) {
                return false;
            }
            outcome = failed(
                    source,
                    Refusal.Reason.CONTENT,
                    "the archive is damaged or was not copied to its end (" + e.getMessage() + "); copy it again");
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOG.error("{} cannot be deployed", path, e);
            outcome = failed(source, Refusal.Reason.CONTAINER, Trouble.of(e));
        }
        Boolean same = unchanged(path, stamp);
        if (same == null || !same) {
            // it changed while it was read: what was read counts for nothing, the next look sees to it
            if (outcome instanceof Deployment.Outcome.Ready ready) {
                publisher.abandon(ready);
            }
            return same != null;
        }
        conclude(source, record, outcome);
        if (outcome instanceof Deployment.Outcome.Refused refused
                && refused.reason() == Refusal.Reason.HELD
                && waits.freedSoFar() != freedBefore) {
            // what it was refused for became free before anybody could know that it waits
            waits.again(path);
        }
        return true;
    }

    private Deployment.Outcome withoutSpace(FileSource source, NoSpaceException e) {
        waits.later(source.path());
        return failed(source, Refusal.Reason.CONTAINER, Trouble.of(e) + ", it is tried again by itself");
    }

    /** Null if that cannot be told now. */
    private static @Nullable Boolean unchanged(Path path, Stamp stamp) {
        try {
            return Stamp.of(path).equals(Optional.of(stamp));
        } catch (IOException e) {
            LOG.debug("{} cannot be looked at", path, e);
            return null;
        }
    }

    private void conclude(FileSource source, @Nullable LiveRecord record, Deployment.Outcome outcome) {
        if (outcome instanceof Deployment.Outcome.Ready ready) {
            boolean free;
            try {
                free = publisher.publish(ready, record);
            } catch (NoSpaceException e) {
                conclude(source, record, withoutSpace(source, e));
                return;
            } catch (IOException e) {
                LOG.error("{} cannot be published", source.path(), e);
                conclude(
                        source,
                        record,
                        failed(
                                source,
                                Refusal.Reason.CONTAINER,
                                "its state cannot be written (" + e + "); look at the log"));
                return;
            }
            forgive(source);
            if (free) {
                waits.freed();
            }
        } else if (outcome instanceof Deployment.Outcome.Refused refused) {
            Refusal refusal = refused(source.key(), refused);
            refusals.write(refusal, source.stamp(), circumstances.get());
            ProblemsFile.write(source.path(), record != null, refused.problems().all());
        } else if (record != null && outcome instanceof Deployment.Outcome.Same same) {
            publisher.restamp(record, source.stamp(), same.aside());
            forgive(source);
        }
    }

    private void forgive(FileSource source) {
        records.forgiven(source.key());
        refusals.forget(source.key());
        ProblemsFile.remove(source.path());
    }

    private static Deployment.Outcome failed(FileSource source, Refusal.Reason reason, String message) {
        Problems problems = new Problems();
        problems.error(source.key(), 0, message);
        return new Deployment.Outcome.Refused(source.promisedId().orElse(source.key()), "", reason, problems);
    }

    Refusal refused(String source, Deployment.Outcome.Refused refused) {
        List<Problem> problems = refused.problems().all();
        Refusal refusal =
                new Refusal(source, refused.id(), refused.version(), clock.instant(), refused.reason(), problems);
        if (records.refused(refusal)) {
            return refusal;
        }
        LOG.warn(
                "{} is refused, nothing changes: {}{}",
                source,
                problems.get(0),
                problems.size() > 1
                        ? " (and " + (problems.size() - 1) + " more in catalog:info " + refused.id() + ")"
                        : "");
        return refusal;
    }

    @Override
    public void gone(Path path) {
        recognition.unclaim(path);
        ProblemsFile.remove(path);
        String source = String.valueOf(path.getFileName());
        records.forgiven(source);
        refusals.forget(source);
        records.bySource(source).ifPresent(publisher::remove);
        leftovers.gone(source);
        waits.freed();
    }
}
