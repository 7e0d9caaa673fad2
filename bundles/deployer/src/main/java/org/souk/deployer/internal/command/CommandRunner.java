package org.souk.deployer.internal.command;

import java.io.IOException;
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
import org.souk.deployer.internal.concurrent.SerialExecutor;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.live.LiveRecord;
import org.souk.deployer.internal.state.CatalogState;

/** Runs commands on a catalog in the order of its other work, and waits for them for a bounded time. */
final class CommandRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);
    /** How long to wait for a command to begin, and again for it to end. */
    private static final long WAIT_SECONDS = 60;

    private final SerialExecutor executor;
    private final CatalogRecords records;

    CommandRunner(SerialExecutor executor, CatalogRecords records) {
        this.executor = executor;
        this.records = records;
    }

    interface ServedCommand {
        CatalogChange run(LiveRecord record) throws IOException;
    }

    /** A command on a catalog that is known. Its record is null if none of its versions can be served. */
    interface Command {
        CatalogChange run(CatalogState state, @Nullable LiveRecord recordOrNull) throws IOException;
    }

    CatalogChange runServed(CatalogId id, ServedCommand command) {
        return run(id, (state, record) -> record == null ? nothingServed(id) : command.run(record));
    }

    CatalogChange run(CatalogId id, Command command) {
        CatalogState state = known(id);
        if (state == null) {
            return nothingServed(id);
        }
        String key = state.source();
        AtomicBoolean started = new AtomicBoolean();
        CompletableFuture<CatalogChange> answer = new CompletableFuture<>();
        executor.submitUrgent(key, () -> {
            if (started.compareAndSet(false, true)) {
                answer.complete(runNow(id, key, command));
            }
        });
        try {
            return await(id, answer, started);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unfinished(id, started);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private CatalogChange await(CatalogId id, CompletableFuture<CatalogChange> answer, AtomicBoolean started)
            throws InterruptedException, ExecutionException {
        try {
            return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.debug("{} is busy", id, e);
            if (started.compareAndSet(false, true)) {
                return new Refused("Catalog '" + id + "' is being read since " + WAIT_SECONDS
                        + " s, so nothing was changed; try again when catalog:list shows the new version");
            }
        }
        try {
            return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.debug("{} takes long", id, e);
            return unfinished(id, started);
        }
    }

    /** The caller stops waiting. A command that has not begun will not run. */
    private static CatalogChange unfinished(CatalogId id, AtomicBoolean started) {
        return started.compareAndSet(false, true)
                ? new Refused("It was given up before it began, nothing was changed")
                : new Refused("It has begun and is not done yet; see what came of it with catalog:info " + id);
    }

    private CatalogChange runNow(CatalogId id, String key, Command command) {
        CatalogState state = known(id);
        if (state == null) {
            return nothingServed(id);
        }
        LiveRecord record = records.byId(id);
        if (!state.source().equals(key)) {
            return new Refused("Catalog '" + id + "' comes from another file since this moment; try again");
        }
        if (record != null && record.snapshotOrNull() == null) {
            return new Refused("The bundle of catalog '" + id + "' does not run; start it with bundle:start "
                    + record.generation().bundle.bundleId() + " first");
        }
        try {
            return command.run(state, record);
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
        CatalogState state = records.state(id);
        return state == null || state.state() == CatalogState.State.WITHDRAWN ? null : state;
    }

    private CatalogChange nothingServed(CatalogId id) {
        return new Refused(
                records.status(id).isPresent()
                        ? "Catalog '" + id + "' is not served; see why with catalog:info " + id
                        : "There is no catalog '" + id + "'; see the ids with catalog:list");
    }
}
