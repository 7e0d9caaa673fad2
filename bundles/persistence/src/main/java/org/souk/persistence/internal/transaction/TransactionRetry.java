package org.souk.persistence.internal.transaction;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.common.concurrent.Deadline;

/**
 * Runs one transaction on a thread of the bulkhead, and again after a conflict or a lost connection, until it succeeds or the deadline has
 * passed. Each run uses the current connections, because earlier ones may be from before an outage.
 */
final class TransactionRetry {
    private static final int MAX_ATTEMPTS = 40;
    private static final int FIRST_PAUSE_MILLIS = 4;
    private static final int MAX_PAUSE_MILLIS = 150;

    private final Supplier<Connections> connections;
    private final DatabaseCall task;
    private final Deadline deadline;

    TransactionRetry(Supplier<Connections> connections, DatabaseCall task, Deadline deadline) {
        this.connections = connections;
        this.task = task;
        this.deadline = deadline;
    }

    <T> T run(TransactionWork<T> work) throws Exception {
        boolean unknown = false;
        for (int attempt = 1; ; attempt++) {
            Connections through = connections.get();
            try {
                return once(through, work, unknown);
            } catch (UnknownCommitException e) {
                if (!task.repeatable()) {
                    throw new DatabaseUnavailableException(task.name() + ": " + e.getMessage(), e);
                }
                unknown = true;
                giveUpIfLate(attempt, e);
            } catch (RuntimeException | SQLException e) {
                // if the pool was replaced meanwhile, try the new one
                if (Failure.of(e) == Failure.PERMANENT && through.equals(connections.get())) {
                    throw e;
                }
                giveUpIfLate(attempt, e);
            }
            pause(attempt);
        }
    }

    private void giveUpIfLate(int attempt, Exception e) throws Exception {
        if (deadline.isOver() || attempt == MAX_ATTEMPTS) {
            throw e;
        }
    }

    private static void pause(int attempt) {
        int most = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(1 + ThreadLocalRandom.current().nextInt(most)));
    }

    private <T> T once(Connections through, TransactionWork<T> work, boolean unknown) throws SQLException {
        try (UnitOfWork unit = UnitOfWork.begin(through, unknown)) {
            try {
                T result = work.execute(unit);
                if (unit.isRollbackOnly()) {
                    unit.rollback();
                } else {
                    unit.flush();
                    commit(unit);
                }
                return result;
            } catch (RuntimeException | SQLException e) {
                rollback(unit, e);
                throw e;
            }
        }
    }

    private void commit(UnitOfWork unit) throws SQLException {
        if (deadline.isOver()) {
            throw new DatabaseUnavailableException(task.name() + ": too late, nothing was done");
        }
        try {
            unit.commit();
        } catch (RuntimeException | SQLException e) {
            if (Failure.of(e) == Failure.CONFLICT) {
                throw e;
            }
            throw new UnknownCommitException(e);
        }
    }

    private static void rollback(UnitOfWork unit, Exception because) {
        try {
            unit.rollback();
        } catch (RuntimeException | SQLException e) {
            because.addSuppressed(e);
        }
    }
}
