package org.souk.deployer.internal.life;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.archive.DamagedException;
import org.souk.deployer.internal.archive.NoSpaceException;
import org.souk.deployer.internal.life.Refusal.Reason;
import org.souk.deployer.internal.life.VersionBuilder.Outcome;
import org.souk.deployer.internal.read.Problems;

/** Has what a source brings published or refused, be it a file or a bundle. A refusal is kept, and tried again where it is no fault of its own. */
final class DeployAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(DeployAttempt.class);

    private final VersionBuilder deployment;
    private final Publisher publisher;
    private final CatalogRecords records;
    private final Refusals refusals;
    private final PendingDeployments waiting;
    private final Supplier<String> circumstances;
    private final Clock clock;

    /**
     * @param circumstances by which sources are judged
     */
    DeployAttempt(
            VersionBuilder deployment,
            Publisher publisher,
            CatalogRecords records,
            Refusals refusals,
            PendingDeployments waiting,
            Supplier<String> circumstances,
            Clock clock) {
        this.deployment = deployment;
        this.publisher = publisher;
        this.records = records;
        this.refusals = refusals;
        this.waiting = waiting;
        this.circumstances = circumstances;
        this.clock = clock;
    }

    /**
     * What was seen of a source; to be concluded or abandoned.
     *
     * @param record what was live from it
     * @param freedBefore how often something had become free until then
     */
    record Look(Source source, @Nullable LiveRecord record, Outcome outcome, long freedBefore) {}

    /**
     * Makes it ready.
     *
     * @throws DamagedException if the archive is not whole
     */
    Look look(Source source) throws DamagedException {
        LiveRecord record = records.bySource(source.key()).orElse(null);
        long freedBefore = waiting.freedSoFar();
        try {
            return new Look(source, record, deployment.prepare(source, record), freedBefore);
        } catch (DamagedException e) {
            throw e;
        } catch (NoSpaceException e) {
            return withoutSpace(source, record, e);
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOG.error("{} cannot be deployed", source.key(), e);
            return refused(source, record, Reason.CONTAINER, Trouble.of(e));
        }
    }

    /** One that is refused without being looked into. */
    Look refused(Source source, Reason reason, String message) {
        return refused(source, records.bySource(source.key()).orElse(null), reason, message);
    }

    private Look refused(Source source, @Nullable LiveRecord record, Reason reason, String message) {
        Problems problems = new Problems();
        problems.error(source.key(), 0, message);
        String id = source.promisedId().orElse(source.key());
        return new Look(source, record, new Outcome.Refused(id, "", reason, List.of(), problems), waiting.freedSoFar());
    }

    private Look withoutSpace(Source source, @Nullable LiveRecord record, NoSpaceException e) {
        return refused(source, record, Reason.SPACE, Trouble.of(e) + ", it is tried again by itself");
    }

    /** It changed while it was read: what was read counts for nothing. */
    void abandon(Look look) {
        if (look.outcome() instanceof Outcome.Ready ready) {
            publisher.abandon(ready);
            waiting.freed();
        }
    }

    void conclude(Look look) {
        Source source = look.source();
        LiveRecord record = look.record();
        if (look.outcome() instanceof Outcome.Ready ready) {
            publish(source, record, ready);
        } else if (look.outcome() instanceof Outcome.Refused refused) {
            keep(look, refused);
        } else if (record != null && look.outcome() instanceof Outcome.Same same) {
            publisher.restamp(record, source.stamp(), same.aside());
            forgive(source);
        }
    }

    private void publish(Source source, @Nullable LiveRecord record, Outcome.Ready ready) {
        boolean free;
        try {
            free = publisher.publish(ready, record);
        } catch (NoSpaceException e) {
            conclude(withoutSpace(source, record, e));
            return;
        } catch (IOException e) {
            LOG.error("{} cannot be published", source.key(), e);
            conclude(refused(
                    source, record, Reason.CONTAINER, "its state cannot be written (" + e + "); look at the log"));
            return;
        }
        forgive(source);
        if (free) {
            waiting.freed();
        }
    }

    private void keep(Look look, Outcome.Refused refused) {
        Source source = look.source();
        List<Problem> problems = refused.problems().all();
        Refusal refusal =
                new Refusal(source.key(), refused.id(), refused.version(), clock.instant(), refused.reason(), problems);
        if (!records.refused(refusal)) {
            LOG.warn(
                    "{} is refused, nothing changes: {}{}",
                    source.key(),
                    problems.get(0),
                    problems.size() > 1
                            ? " (and " + (problems.size() - 1) + " more in catalog:info " + refused.id() + ")"
                            : "");
        }
        refusals.write(refusal, source.content(), circumstances.get());
        source.file().ifPresent(file -> ProblemsFile.write(file, look.record() != null, problems));
        switch (refused.reason()) {
            case HELD -> waiting.claims(source, new CatalogId(refused.id()), refused.hosts(), look.freedBefore());
            case SPACE -> waiting.space(source);
            default -> waiting.over(source.key());
        }
        if (refused.reason() == Reason.SPACE || refused.reason() == Reason.CONTAINER) {
            // it may have held for a while what others want
            waiting.freed();
        }
    }

    private void forgive(Source source) {
        forget(source.key());
        source.file().ifPresent(ProblemsFile::remove);
    }

    /** The source is gone. */
    void forget(String source) {
        records.forgiven(source);
        refusals.forget(source);
        waiting.over(source);
    }
}
