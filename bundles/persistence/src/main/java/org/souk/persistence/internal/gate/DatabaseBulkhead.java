package org.souk.persistence.internal.gate;

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
 * Lets calls through to the database on a fixed number of threads, so that one that hangs holds no more than these. It is opened
 * and shut from outside, by whoever watches the database; a few lost connections in a row shut it at once.
 */
public final class DatabaseBulkhead implements Transactions, AutoCloseable {
    private static final int MOST_WAITING = 500;
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** A call should have noticed by then that its deadline is over. */
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
     * Shut at first.
     *
     * @param threads calls at the same time
     * @param suspect told when a call failed in a way that the database may be away; returns at once
     */
    public DatabaseBulkhead(int threads, Runnable suspect) {
        this.suspect = suspect;
        this.threads = threads;
        this.crew = executor();
        breaker.open();
    }

    /** OpenJPA looks for classes through the context class loader. */
    private BoundedExecutor executor() {
        return new BoundedExecutor("souk-database", threads, MOST_WAITING, IDLE, EntityLoader.INSTANCE);
    }

    /** Lets calls through. */
    public void open(Connections through) {
        connections = through;
        openings.incrementAndGet();
        // what shut it before is over; if calls shut it, nobody else says why
        reason = LOST;
        breaker.close();
    }

    /** Whether {@link #renew} works: not if threads were left behind too often that never returned. */
    public synchronized boolean isRenewable() {
        left.removeIf(BoundedExecutor::isTerminated);
        return left.size() < MOST_LEFT;
    }

    /**
     * Takes new threads; the others end with the calls that they hold.
     *
     * @param gone told when the last of them has returned
     */
    public synchronized void renew(Connections through, Runnable gone) {
        BoundedExecutor old = crew;
        connections = through;
        openings.incrementAndGet();
        crew = executor();
        left.add(old);
        old.shutdown(gone);
    }

    /** Refuses calls. */
    public void shut(String why) {
        reason = why;
        breaker.open();
    }

    /** Whether calls get through. */
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

    /** A call of the time before the gate was opened last, whose connection was lost then, says nothing of now. */
    private <T> T noted(TransactionRetry attempts, TransactionWork<T> work, int opening) throws Exception {
        try {
            T result = attempts.run(work);
            if (breaker.isClosed()) {
                breaker.recordSuccess();
            }
            return result;
        } catch (Exception e) {
            if (Failure.of(e) == Failure.AWAY) {
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
            // the connection is taken from under the call, of which drivers say what they like: Derby's a
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

    /** Threads that hold a call at the moment. */
    public int busy() {
        return crew.busy();
    }

    /** Those of them whose call hangs: its deadline is long over. */
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
