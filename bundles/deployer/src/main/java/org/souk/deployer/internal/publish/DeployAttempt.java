package org.souk.deployer.internal.publish;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.archive.DamagedArchiveException;
import org.souk.deployer.internal.archive.NoSpaceException;
import org.souk.deployer.internal.build.BuildOutcome;
import org.souk.deployer.internal.build.BuildOutcome.Ready;
import org.souk.deployer.internal.build.BuildOutcome.Refused;
import org.souk.deployer.internal.build.BuildOutcome.Unchanged;
import org.souk.deployer.internal.build.FailureText;
import org.souk.deployer.internal.build.Source;
import org.souk.deployer.internal.build.VersionBuilder;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.live.LiveRecord;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.state.Refusal;
import org.souk.deployer.internal.state.Refusal.Reason;
import org.souk.deployer.internal.state.RefusalStore;

/**
 * Deploys a file, folder or bundle: {@link #prepare} builds a version, then {@link #commit} publishes it or records the refusal, or {@link
 * #discard} deletes it if the source changed in between. The container retries a refusal that is not the source's own fault.
 */
public final class DeployAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(DeployAttempt.class);

    private final VersionBuilder builder;
    private final Publisher publisher;
    private final CatalogRecords records;
    private final RefusalStore refusals;
    private final PendingDeployments pending;
    private final Bundles bundles;
    private final Clock clock;

    public DeployAttempt(
            VersionBuilder builder,
            Publisher publisher,
            CatalogRecords records,
            RefusalStore refusals,
            PendingDeployments pending,
            Bundles bundles,
            Clock clock) {
        this.builder = builder;
        this.publisher = publisher;
        this.records = records;
        this.refusals = refusals;
        this.pending = pending;
        this.bundles = bundles;
        this.clock = clock;
    }

    /**
     * The version or refusal that a source resulted in, to be committed or discarded.
     *
     * @param recordOrNull the record of the catalog that is live from that source, or null
     * @param freedBefore {@link PendingDeployments#freedCount} before it was read
     */
    public record Prepared(Source source, @Nullable LiveRecord recordOrNull, BuildOutcome outcome, long freedBefore) {}

    /**
     * Builds the version that a source brings.
     *
     * @throws DamagedArchiveException if the archive is incomplete
     */
    public Prepared prepare(Source source) throws DamagedArchiveException {
        LiveRecord record = records.bySource(source.key()).orElse(null);
        long freedBefore = pending.freedCount();
        try {
            return new Prepared(source, record, builder.build(source, record), freedBefore);
        } catch (DamagedArchiveException e) {
            throw e;
        } catch (NoSpaceException e) {
            return noSpace(source, e);
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOG.error("{} cannot be deployed", source.key(), e);
            return refuse(source, Reason.CONTAINER, FailureText.of(e));
        }
    }

    /** Refuses a source without reading it. */
    public Prepared refuse(Source source, Reason reason, String message) {
        return refuse(source, reason, Problem.error(source.key(), 0, message));
    }

    /** Refuses a source because of a problem in one of its files. */
    public Prepared refuse(Source source, Reason reason, Problem problem) {
        LiveRecord record = records.bySource(source.key()).orElse(null);
        Problems problems = new Problems();
        problems.addAll(List.of(problem));
        String id = source.promisedId().orElse(source.key());
        Refused refused = new Refused(id, "", reason, List.of(), problems);
        return new Prepared(source, record, refused, pending.freedCount());
    }

    private Prepared noSpace(Source source, NoSpaceException e) {
        return refuse(source, Reason.SPACE, FailureText.of(e) + "; the container retries when there is space");
    }

    /** Deletes the prepared version, because the source changed while it was read. */
    public void discard(Prepared prepared) {
        if (prepared.outcome() instanceof Ready ready) {
            publisher.discard(ready);
            pending.resourcesFreed();
        }
    }

    public void commit(Prepared prepared) {
        Source source = prepared.source();
        LiveRecord record = prepared.recordOrNull();
        if (prepared.outcome() instanceof Ready ready) {
            publish(source, record, ready);
        } else if (prepared.outcome() instanceof Refused refused) {
            if (bundles.isStopping()) {
                // a framework that stops refuses every bundle, and a recorded refusal would survive the restart
                LOG.info(
                        "{} is not deployed, because the container is stopping; its next start reads it", source.key());
                return;
            }
            recordRefusal(prepared, refused);
        } else if (record != null && prepared.outcome() instanceof Unchanged unchanged) {
            publisher.restamp(record, source.stamp(), unchanged.rolledBack());
            clearRefusal(source);
        }
    }

    private void publish(Source source, @Nullable LiveRecord recordOrNull, Ready ready) {
        boolean freed;
        try {
            freed = publisher.publish(ready, recordOrNull);
        } catch (NoSpaceException e) {
            commit(noSpace(source, e));
            return;
        } catch (IOException e) {
            LOG.error("{} cannot be published", source.key(), e);
            commit(refuse(
                    source,
                    Reason.CONTAINER,
                    "its state cannot be written (" + e + "); ask the operator to look at disk space and the log"));
            return;
        }
        clearRefusal(source);
        if (freed) {
            pending.resourcesFreed();
        }
    }

    private void recordRefusal(Prepared prepared, Refused refused) {
        Source source = prepared.source();
        List<Problem> problems = refused.problems().all();
        Refusal refusal = new Refusal(
                source.key(),
                refused.id(),
                refused.version(),
                clock.instant(),
                refused.reason(),
                source.content(),
                problems);
        if (!records.putRefusal(refusal)) {
            LOG.warn(
                    "{} is refused, nothing changes: {}{}",
                    source.key(),
                    problems.get(0),
                    problems.size() > 1
                            ? " (and " + (problems.size() - 1) + " more in catalog:info " + refused.id() + ")"
                            : "");
        }
        refusals.write(refusal);
        source.file().ifPresent(file -> ProblemsFile.write(file, prepared.recordOrNull() != null, problems));
        switch (refused.reason()) {
            case HELD ->
                pending.awaitHosts(source, new CatalogId(refused.id()), refused.hosts(), prepared.freedBefore());
            case MEMORY -> pending.awaitMemory(source, new CatalogId(refused.id()), refused.memory());
            case SPACE -> pending.awaitSpace(source);
            default -> pending.remove(source.key());
        }
        if (refused.reason() == Reason.SPACE || refused.reason() == Reason.CONTAINER) {
            // the reservation of its hosts has ended, so sources that wait for them are retried
            pending.resourcesFreed();
        }
    }

    private void clearRefusal(Source source) {
        forget(source.key());
        source.file().ifPresent(ProblemsFile::remove);
    }

    private void forget(String source) {
        records.removeRefusal(source);
        refusals.forget(source);
        pending.remove(source);
    }

    /** Removes the catalog and the refusal of a source that was removed. */
    public void sourceGone(String source) {
        forget(source);
        publisher.sourceGone(source);
        pending.resourcesFreed();
    }
}
