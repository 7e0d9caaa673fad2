package org.souk.deployer.internal.life;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogChange.Refused;
import org.souk.api.catalog.CatalogId;

/** Has something done with a catalog when it is its turn in the lane of its source, and waits for it, for a bounded time. */
final class CommandRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

    private final SerialExecutor lanes;
    private final CatalogRecords records;
    private final Duration wait;

    /**
     * @param wait for the turn, and as long again for what is done then
     */
    CommandRunner(SerialExecutor lanes, CatalogRecords records, Duration wait) {
        this.lanes = lanes;
        this.records = records;
        this.wait = wait;
    }

    /** What is done with one that is served. */
    interface Served {
        CatalogChange with(LiveRecord record) throws IOException;
    }

    /** What is done with one that is known. */
    interface Step {
        /**
         * Does it.
         *
         * @param recordOrNull null if nothing of it can be served
         */
        CatalogChange with(CatalogState entry, @Nullable LiveRecord recordOrNull) throws IOException;
    }

    CatalogChange served(CatalogId id, Served step) {
        return inLane(id, (entry, record) -> record == null ? nothingServed(id) : step.with(record));
    }

    CatalogChange inLane(CatalogId id, Step step) {
        CatalogState entry = known(id);
        if (entry == null) {
            return nothingServed(id);
        }
        String lane = entry.source();
        AtomicBoolean taken = new AtomicBoolean();
        CompletableFuture<CatalogChange> answer = new CompletableFuture<>();
        lanes.urgent(lane, () -> {
            if (taken.compareAndSet(false, true)) {
                answer.complete(now(id, lane, step));
            }
        });
        try {
            return await(id, answer, taken);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unfinished(id, taken);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private CatalogChange await(CatalogId id, CompletableFuture<CatalogChange> answer, AtomicBoolean taken)
            throws InterruptedException, ExecutionException {
        try {
            return answer.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("{} is busy", id, e);
            if (taken.compareAndSet(false, true)) {
                return new Refused("Catalog '" + id + "' is being read since " + wait.toSeconds()
                        + " s, so nothing was changed; try again when catalog:list shows the new version");
            }
        }
        try {
            return answer.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("{} takes long", id, e);
            return unfinished(id, taken);
        }
    }

    /** Whoever asked waits no longer; what has not begun will not. */
    private static CatalogChange unfinished(CatalogId id, AtomicBoolean taken) {
        return taken.compareAndSet(false, true)
                ? new Refused("It was given up before it began, nothing was changed")
                : new Refused("It has begun and is not done yet; see what came of it with catalog:info " + id);
    }

    private CatalogChange now(CatalogId id, String lane, Step step) {
        CatalogState entry = known(id);
        if (entry == null) {
            return nothingServed(id);
        }
        LiveRecord record = records.byId(id);
        if (!entry.source().equals(lane)) {
            return new Refused("Catalog '" + id + "' comes from another file since this moment; try again");
        }
        if (record != null && record.snapshotOrNull() == null) {
            return new Refused("The bundle of catalog '" + id + "' does not run; start it with bundle:start "
                    + record.generation().bundle.bundleId() + " first");
        }
        try {
            return step.with(entry, record);
        } catch (IOException e) {
            LOG.error("The state of {} cannot be written, nothing changes", id, e);
            return new Refused("The state of catalog '" + id + "' cannot be written (" + e
                    + "), so nothing was changed; free some disk space and try again");
        } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOG.error("A command on {} failed", id, e);
            return new Refused("It failed (" + e + "); look at the log");
        }
    }

    private @Nullable CatalogState known(CatalogId id) {
        CatalogState entry = records.entry(id);
        return entry == null || entry.state() == CatalogState.State.WITHDRAWN ? null : entry;
    }

    private CatalogChange nothingServed(CatalogId id) {
        return new Refused(
                records.status(id).isPresent()
                        ? "Catalog '" + id + "' is not served; see why with catalog:info " + id
                        : "There is no catalog '" + id + "'; see the ids with catalog:list");
    }
}
