package org.souk.persistence.internal.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.database.Database;
import org.souk.common.concurrent.BoundedExecutor;
import org.souk.common.concurrent.Deadline;
import org.souk.common.concurrent.TimedCall;
import org.souk.persistence.internal.migration.Migration;
import org.souk.persistence.internal.migration.Migrator;
import org.souk.persistence.internal.migration.SchemaException;
import org.souk.persistence.internal.transaction.DatabaseBulkhead;
import org.souk.persistence.internal.transaction.Failure;

/**
 * Watches the database from one thread. It logs in every two seconds, and at once after a failed call. If the login fails, it shuts the
 * {@code DatabaseBulkhead}, which then refuses calls; once the login works and the schema is up to date, it opens the bulkhead. It needs no
 * traffic to notice that the database is back.
 */
final class ConnectionMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionMonitor.class);
    private static final Duration LOGIN_TIMEOUT = Duration.ofMillis(1_500);
    /** Limit of a schema check; longer than Derby waits for the lock of a container that is migrating. */
    private static final Duration SCHEMA_TIMEOUT = Duration.ofSeconds(6);

    private static final Duration MIGRATION_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(2);
    private static final Duration WARN_AFTER = Duration.ofSeconds(20);
    private static final Duration RETRY_AFTER_REFUSAL = Duration.ofSeconds(30);
    private static final Duration RETRY_INTERVAL = Duration.ofMillis(500);

    private final UnpooledDataSource source;
    private final DatabaseBulkhead bulkhead;
    private final ConnectionPools pools;
    private final Migrator migrator;
    /** Runs logins and checks of the schema on few threads, because they may hang. */
    private final BoundedExecutor probes = new BoundedExecutor(
            "souk-database-probe", 4, 0, Duration.ofSeconds(10), ConnectionMonitor.class.getClassLoader());

    private final Thread thread = new Thread(this::run, "souk-database-monitor");
    private final Semaphore requests = new Semaphore(0);
    private volatile Database.Status status;
    private volatile Duration latency = Duration.ZERO;
    private volatile boolean closed;
    private long unavailableSince = System.nanoTime();
    private String lastDetail = "";
    private boolean warned;

    ConnectionMonitor(UnpooledDataSource source, int connections) {
        this.source = source;
        this.bulkhead = new DatabaseBulkhead(connections, this::checkSoon);
        this.pools = new ConnectionPools(source, connections, bulkhead);
        List<Migration> known = Migration.known(source.url().dialect().folder());
        this.migrator = new Migrator(source, source.url().dialect().lock(), known);
        this.status = new Database.Status(source.url().shown(), "", false, 0, "connecting");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    DatabaseBulkhead bulkhead() {
        return bulkhead;
    }

    Database.Status status() {
        return status;
    }

    /** Duration of the last login. */
    Duration latency() {
        return latency;
    }

    int connectionsInUse() {
        return pools.connectionsInUse();
    }

    /** Requests a check at once. Threads that use the database call this, so it never waits for the monitor. */
    void checkSoon() {
        requests.release();
    }

    private void run() {
        while (!closed) {
            pause(check());
        }
    }

    private void pause(Duration duration) {
        try {
            if (requests.tryAcquire(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                requests.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Checks the database, and returns how long to pause before the next check. */
    private Duration check() {
        try {
            boolean open = bulkhead.isOpen();
            long begin = System.nanoTime();
            String product = within(LOGIN_TIMEOUT, this::login);
            latency = Duration.ofNanos(System.nanoTime() - begin);
            if (!open) {
                OptionalInt schema = within(SCHEMA_TIMEOUT, migrator::appliedStep);
                open(product, schema.isPresent() ? schema.getAsInt() : within(MIGRATION_TIMEOUT, migrator::migrate));
            } else {
                pools.replaceHanging();
            }
            return CHECK_INTERVAL;
        } catch (InterruptedException e) {
            closed = true;
        } catch (SQLException e) {
            markUnavailable(describe(e, source.url()));
        } catch (SchemaException e) {
            reject(String.valueOf(e.getMessage()));
            return RETRY_AFTER_REFUSAL;
        } catch (Exception | LinkageError e) {
            if (Failure.of(e) == Failure.UNAVAILABLE) {
                markUnavailable("it became unavailable again");
                return RETRY_INTERVAL;
            }
            LOG.error("The database {} cannot be used", source.url(), e);
            lastDetail = "it cannot be used; the log says why";
            markUnavailable(lastDetail);
            return RETRY_AFTER_REFUSAL;
        }
        return RETRY_INTERVAL;
    }

    private <T> T within(Duration time, Callable<T> task) throws Exception {
        TimedCall<T> answer;
        try {
            answer = probes.submit(Deadline.in(time), task);
        } catch (RejectedExecutionException e) {
            throw new SQLTimeoutException("earlier calls still hang", e);
        }
        try {
            return answer.await();
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw new SQLTimeoutException("no answer within " + time.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private String login() throws Exception {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion();
        }
    }

    private synchronized void open(String product, int schema) {
        if (closed) {
            return;
        }
        pools.open();
        status = new Database.Status(source.url().shown(), product, true, schema, "");
        lastDetail = "";
        warned = false;
        LOG.info("Connected to the database {} ({}, step {})", source.url(), product, schema);
    }

    /** Shuts the bulkhead because an operator must act, although the database answers. */
    private void reject(String detail) {
        if (!detail.equals(lastDetail)) {
            lastDetail = detail;
            warned = true;
            LOG.warn("The database {} is not used: {}; cart and checkout answer 503 until then", source.url(), detail);
        }
        markUnavailable(detail);
    }

    private void markUnavailable(String detail) {
        bulkhead.shut(detail);
        Database.Status before = status;
        status = new Database.Status(before.url(), before.product(), false, before.schema(), detail);
        if (before.reachable()) {
            unavailableSince = System.nanoTime();
        }
        report(detail);
    }

    /** Describes in one line why the database cannot be used and, where possible, what to do. */
    private static String describe(Throwable cause, DatabaseUrl url) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SQLException e && e.getSQLState() != null) {
                return hasNoDatabaseOpen(e, url)
                        ? "its server has no database open; the log and /health/ready of the container that runs it say why"
                        : describe(e, e.getSQLState());
            }
        }
        return firstLine(cause);
    }

    /**
     * Whether Derby has not opened the database. It reports the same SQLSTATE for a wrong password; only this message contains the name of
     * the database.
     */
    private static boolean hasNoDatabaseOpen(SQLException e, DatabaseUrl url) {
        return "08004".equals(e.getSQLState())
                && url.dialect() == Dialect.DERBY
                && firstLine(e).contains(" " + url.derby().database() + " ");
    }

    private static String describe(SQLException e, String state) {
        return switch (state) {
            case "08004", "28P01", "28000" ->
                "it refuses user or password; set SOUK_DB_USER and SOUK_DB_PASSWORD, or copy"
                        + " etc/org.souk.database.password from the container that runs it";
            default -> firstLine(e) + " (" + state + ")";
        };
    }

    private static String firstLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }

    /** Logs an outage. One that is short, such as a restart of the database, is logged without a warning. */
    private void report(String detail) {
        boolean lasting = System.nanoTime() - unavailableSince > WARN_AFTER.toNanos();
        if (closed || warned) {
            return;
        }
        if (lasting) {
            warned = true;
            LOG.warn(
                    "The database {} is unavailable: {}; cart and checkout answer 503 until it is back",
                    source.url(),
                    detail);
        } else if (!detail.equals(lastDetail)) {
            lastDetail = detail;
            LOG.info("The database {} does not answer: {}; retrying", source.url(), detail);
        }
    }

    @Override
    public void close() {
        closed = true;
        bulkhead.close();
        checkSoon();
        probes.shutdown();
        synchronized (this) {
            pools.close();
        }
    }
}
