package org.souk.persistence.internal.transaction;

import dev.failsafe.CircuitBreaker;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.openjpa.util.ExceptionInfo;
import org.jspecify.annotations.Nullable;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.common.concurrent.BoundedExecutor;
import org.souk.common.concurrent.Deadline;
import org.souk.common.concurrent.TimedCall;
import org.souk.persistence.internal.entity.EntityLoader;

/**
 * Runs all calls of the database on a fixed number of threads, so that a database that hangs blocks no other thread. While it is shut,
 * calls are refused at once. {@code ConnectionMonitor} opens and shuts it; a few lost connections in a row also shut it.
 */
public final class DatabaseBulkhead implements Transactions, AutoCloseable {
    /** Calls that have a permit and wait until their thread has finished its last call. */
    private static final int MAX_WAITING = 500;

    private static final Duration IDLE = Duration.ofSeconds(30);
    /** How long after its deadline a call counts as hanging. */
    private static final Duration NOTICE = Duration.ofSeconds(1);

    private static final int MAX_ABANDONED = 3;
    private static final int LOSSES = 3;
    private static final String LOST = "calls lost their connections";
    private static final Duration UNTIL_OPENED = Duration.ofDays(365);

    private final int threads;
    private final List<BoundedExecutor> abandoned = new ArrayList<>();
    private final CircuitBreaker<Object> breaker = CircuitBreaker.builder()
            .withFailureThreshold(LOSSES)
            .withDelay(UNTIL_OPENED)
            .build();
    private final Runnable onFailure;
    private volatile Pool pool;
    private volatile @Nullable Connections connections;
    private final AtomicInteger openings = new AtomicInteger();
    private volatile String reason = "not connected yet";
    private volatile boolean closed;

    /**
     * Creates a bulkhead that is shut.
     *
     * @param threads largest number of concurrent calls
     * @param onFailure runs after a call that failed as if the database were unavailable; must return at once
     */
    public DatabaseBulkhead(int threads, Runnable onFailure) {
        this.onFailure = onFailure;
        this.threads = threads;
        this.pool = newPool();
        breaker.open();
    }

    /** The threads, and the permits to use them. */
    private record Pool(BoundedExecutor executor, FairPermits permits) {}

    /** Creates the threads. Their context class loader is one through which OpenJPA loads classes. */
    private Pool newPool() {
        return new Pool(
                new BoundedExecutor("souk-database", threads, MAX_WAITING, IDLE, EntityLoader.INSTANCE),
                new FairPermits(threads));
    }

    /** Accepts calls from now on. */
    public void open(Connections through) {
        connections = through;
        openings.incrementAndGet();
        // the earlier reason is over; if the breaker refuses calls without the monitor, connections were lost
        reason = LOST;
        breaker.close();
    }

    /** Whether {@link #renew} is possible. It is not if the threads of too many earlier executors still hang. */
    public synchronized boolean isRenewable() {
        abandoned.removeIf(BoundedExecutor::isTerminated);
        return abandoned.size() < MAX_ABANDONED;
    }

    /**
     * Uses new threads for calls from now on, also for those that wait for a thread. Each old thread ends with its call. Has no effect once
     * closed.
     *
     * @param gone runs when the last old thread has ended
     */
    public synchronized void renew(Connections through, Runnable gone) {
        if (closed) {
            return;
        }
        Pool old = pool;
        connections = through;
        openings.incrementAndGet();
        pool = newPool();
        abandoned.add(old.executor());
        old.permits().retire();
        old.executor().shutdown(gone);
    }

    /** Refuses calls from now on. */
    public void shut(String why) {
        reason = why;
        breaker.open();
    }

    public boolean isOpen() {
        return breaker.isClosed();
    }

    @Override
    public <T> T run(DatabaseCall task, TransactionWork<T> work) {
        if (connections == null || !breaker.isClosed()) {
            throw new DatabaseUnavailableException("the database is unavailable: " + reason);
        }
        int opening = openings.get();
        Deadline deadline = Deadline.in(task.deadline());
        TimedCall<T> answer = null;
        try {
            answer = submit(
                    task,
                    deadline,
                    () -> runAndCount(new TransactionRetry(this::through, task, deadline), work, opening));
            return answer.await();
        } catch (TimeoutException e) {
            if (answer == null) {
                throw new DatabaseUnavailableException(tooManyWaiting(task), e);
            }
            answer.cancel(false);
            onFailure.run();
            throw new DatabaseUnavailableException(task.name() + ": the database did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException(task.name() + ": interrupted", e);
        } catch (ExecutionException e) {
            throw thrown(task, e.getCause() == null ? e : e.getCause());
        }
    }

    private static String tooManyWaiting(DatabaseCall task) {
        return task.name() + ": too many " + task.share().calls() + " wait for the database";
    }

    private Connections through() {
        return Objects.requireNonNull(connections, "the bulkhead was never opened");
    }

    /** Waits for a permit and starts the call. The permit is returned when the thread of the call is free again. */
    private <T> TimedCall<T> submit(DatabaseCall task, Deadline deadline, Callable<T> call)
            throws TimeoutException, InterruptedException {
        try {
            while (true) {
                Pool current = pool;
                if (!current.permits().acquire(task.share(), deadline)) {
                    continue;
                }
                try {
                    return current.executor()
                            .submit(deadline, call, () -> current.permits().release(task.share()));
                } catch (RejectedExecutionException e) {
                    current.permits().release(task.share());
                    if (current == pool) {
                        throw e;
                    }
                }
            }
        } catch (RejectedExecutionException e) {
            throw new DatabaseUnavailableException(tooManyWaiting(task), e);
        }
    }

    /** Counts a lost connection only if the call began after the bulkhead was last opened. */
    private <T> T runAndCount(TransactionRetry attempts, TransactionWork<T> work, int opening) throws Exception {
        try {
            T result = attempts.run(work);
            if (breaker.isClosed()) {
                breaker.recordSuccess();
            }
            return result;
        } catch (Exception e) {
            if (Failure.of(e) == Failure.UNAVAILABLE) {
                if (opening == openings.get()) {
                    breaker.recordFailure();
                }
                onFailure.run();
            }
            throw e;
        }
    }

    private RuntimeException thrown(DatabaseCall task, Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (closed) {
            // closing takes the connection away from the call; Derby's driver then throws a NullPointerException
            return new DatabaseUnavailableException(task.name() + ": " + reason, cause);
        }
        boolean rule = cause instanceof RuntimeException
                && !(cause instanceof PersistenceException)
                && !(cause instanceof ExceptionInfo)
                && !(cause instanceof UnknownCommitException);
        return rule
                ? (RuntimeException) cause
                : new DatabaseUnavailableException(task.name() + ": " + cause.getMessage(), cause);
    }

    /** Threads that run a call. */
    public int busy() {
        return pool.executor().busy();
    }

    /** For tests: calls that wait for a thread. */
    int waiting() {
        return pool.permits().waiting();
    }

    /** Threads whose call hangs. */
    public int overdue() {
        return pool.executor().overdue(NOTICE);
    }

    @Override
    public synchronized void close() {
        closed = true;
        shut("this container is stopping");
        pool.executor().shutdown();
    }
}
