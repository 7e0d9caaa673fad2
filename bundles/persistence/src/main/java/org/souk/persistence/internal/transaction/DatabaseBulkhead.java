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
 * Runs database calls on a fixed number of threads, so that a hanging database delays no caller beyond its deadline.
 * {@code ConnectionMonitor} opens it while the database answers and shuts it otherwise; three lost connections in a row shut it at once.
 * Then calls fail at once.
 */
public final class DatabaseBulkhead implements Transactions, AutoCloseable {
    private static final int MOST_WAITING = 500;
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** A call that still runs this long after its deadline counts as hanging. */
    private static final Duration NOTICE = Duration.ofSeconds(1);

    private static final int MOST_LEFT = 3;
    private static final int LOSSES = 3;
    private static final String LOST = "calls lost their connections";
    private static final Duration UNTIL_OPENED = Duration.ofDays(365);

    private final int threads;
    private final List<BoundedExecutor> left = new ArrayList<>();
    private final CircuitBreaker<Object> breaker = CircuitBreaker.builder()
            .withFailureThreshold(LOSSES)
            .withDelay(UNTIL_OPENED)
            .build();
    private final Runnable suspect;
    private volatile BoundedExecutor crew;
    private volatile @Nullable Connections connections;
    private final AtomicInteger openings = new AtomicInteger();
    private volatile String reason = "not connected yet";
    private volatile boolean closed;

    /**
     * Creates a bulkhead that is shut.
     *
     * @param threads largest number of concurrent calls
     * @param suspect runs when a failed call suggests that the database is unavailable; must return at once
     */
    public DatabaseBulkhead(int threads, Runnable suspect) {
        this.suspect = suspect;
        this.threads = threads;
        this.crew = executor();
        breaker.open();
    }

    /** With {@link EntityLoader} as context class loader, through which OpenJPA loads classes. */
    private BoundedExecutor executor() {
        return new BoundedExecutor("souk-database", threads, MOST_WAITING, IDLE, EntityLoader.INSTANCE);
    }

    /** Admits calls, which use these connections. */
    public void open(Connections through) {
        connections = through;
        openings.incrementAndGet();
        // the earlier reason no longer applies; the breaker itself gives none when lost connections open it
        reason = LOST;
        breaker.close();
    }

    /** Whether {@link #renew} may be called: not while calls still run in three replaced pools. */
    public synchronized boolean isRenewable() {
        left.removeIf(BoundedExecutor::isTerminated);
        return left.size() < MOST_LEFT;
    }

    /**
     * Replaces the threads by new ones. The old ones end with their current calls.
     *
     * @param gone runs when the last of the old threads has ended, which may be never
     */
    public synchronized void renew(Connections through, Runnable gone) {
        BoundedExecutor old = crew;
        connections = through;
        openings.incrementAndGet();
        crew = executor();
        left.add(old);
        old.shutdown(gone);
    }

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
            throw new DatabaseUnavailableException("the database is away: " + reason);
        }
        int opening = openings.get();
        Deadline deadline = Deadline.in(task.deadline());
        TimedCall<T> answer =
                submit(task, deadline, () -> noted(new TransactionRetry(this::through, task, deadline), work, opening));
        try {
            return answer.await();
        } catch (TimeoutException e) {
            answer.cancel(false);
            suspect.run();
            throw new DatabaseUnavailableException(task.name() + ": the database did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException(task.name() + ": interrupted", e);
        } catch (ExecutionException e) {
            throw thrown(task, e.getCause() == null ? e : e.getCause());
        }
    }

    private Connections through() {
        return Objects.requireNonNull(connections, "the gate was never opened");
    }

    private <T> TimedCall<T> submit(DatabaseCall task, Deadline deadline, Callable<T> call) {
        try {
            return crew.submit(deadline, call);
        } catch (RejectedExecutionException e) {
            throw new DatabaseUnavailableException(task.name() + ": too many wait for the database", e);
        }
    }

    /** Runs the call and records its outcome. A lost connection of a call that began before the last opening does not count. */
    private <T> T noted(TransactionRetry attempts, TransactionWork<T> work, int opening) throws Exception {
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
                suspect.run();
            }
            throw e;
        }
    }

    private RuntimeException thrown(DatabaseCall task, Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (closed) {
            // closing the connection under a running call makes drivers throw anything; Derby's throws
            // NullPointerException
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

    /** Number of threads that run a call. */
    public int busy() {
        return crew.busy();
    }

    /** Number of threads whose call hangs, that is, runs a second after its deadline. */
    public int overdue() {
        return crew.overdue(NOTICE);
    }

    @Override
    public void close() {
        closed = true;
        shut("this container is stopping");
        crew.shutdown();
    }
}
