package org.souk.persistence.internal.connect;

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
import org.souk.persistence.internal.gate.DatabaseBulkhead;
import org.souk.persistence.internal.gate.Failure;
import org.souk.persistence.internal.migrate.Migration;
import org.souk.persistence.internal.migrate.Migrator;
import org.souk.persistence.internal.migrate.SchemaException;

/**
 * Watches the database from one thread: logs in now and then, and at once when a call failed; shuts the gate when that fails, and
 * opens it when it works again and the tables are as they must be. It needs no traffic to notice that the database is back.
 */
final class ConnectionMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionMonitor.class);
    private static final Duration LOGIN = Duration.ofMillis(1_500);
    /** Longer than Derby has one wait for the lock of somebody who changes the tables. */
    private static final Duration LOOK = Duration.ofSeconds(6);

    private static final Duration MIGRATION = Duration.ofMinutes(10);
    private static final Duration WHILE_OPEN = Duration.ofSeconds(2);
    private static final Duration PASSING = Duration.ofSeconds(20);
    private static final Duration WHILE_WRONG = Duration.ofSeconds(30);
    private static final Duration WHILE_SHUT = Duration.ofMillis(500);

    private final DirectSource source;
    private final DatabaseBulkhead gate;
    private final Engines engines;
    private final Migrator migrator;
    /** Few, which may be left hanging. */
    private final BoundedExecutor probes = new BoundedExecutor(
            "souk-database-probe", 4, 0, Duration.ofSeconds(10), ConnectionMonitor.class.getClassLoader());

    private final Thread thread = new Thread(this::keep, "souk-database-keeper");
    private final Semaphore nudges = new Semaphore(0);
    private volatile Database.Status status;
    private volatile Duration latency = Duration.ZERO;
    private volatile boolean closed;
    private long awaySince = System.nanoTime();
    private String told = "";
    private boolean warned;

    ConnectionMonitor(DirectSource source, int connections) {
        this.source = source;
        this.gate = new DatabaseBulkhead(connections, this::nudge);
        this.engines = new Engines(source, connections, gate);
        List<Migration> known = Migration.known(source.url().dialect().folder());
        this.migrator = new Migrator(source, source.url().dialect().lock(), known);
        this.status = new Database.Status(source.url().shown(), "", false, 0, "connecting");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    DatabaseBulkhead gate() {
        return gate;
    }

    Database.Status status() {
        return status;
    }

    /** How long the last login took. */
    Duration latency() {
        return latency;
    }

    /** Connections that are in use. */
    int connectionsInUse() {
        return engines.connectionsInUse();
    }

    /** Has it look at once. Called by those who wait for the database, so it never waits for the thread that talks to it. */
    void nudge() {
        nudges.release();
    }

    private void keep() {
        while (!closed) {
            await(look());
        }
    }

    private void await(Duration pause) {
        try {
            if (nudges.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                nudges.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** How long to pause then. */
    private Duration look() {
        try {
            boolean open = gate.isOpen();
            long begin = System.nanoTime();
            String product = within(LOGIN, this::login);
            latency = Duration.ofNanos(System.nanoTime() - begin);
            if (!open) {
                OptionalInt schema = within(LOOK, migrator::look);
                open(product, schema.isPresent() ? schema.getAsInt() : within(MIGRATION, migrator::migrate));
            } else {
                engines.look();
            }
            return WHILE_OPEN;
        } catch (InterruptedException e) {
            closed = true;
        } catch (SQLException e) {
            shut(Reasons.of(e, source.url()));
        } catch (SchemaException e) {
            refuse(String.valueOf(e.getMessage()));
            return WHILE_WRONG;
        } catch (Exception | LinkageError e) {
            if (Failure.of(e) == Failure.AWAY) {
                shut("it went away again");
                return WHILE_SHUT;
            }
            LOG.error("The database {} cannot be used", source.url(), e);
            told = "it cannot be used; the log says why";
            shut(told);
            return WHILE_WRONG;
        }
        return WHILE_SHUT;
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
        engines.open();
        status = new Database.Status(source.url().shown(), product, true, schema, "");
        told = "";
        warned = false;
        LOG.info("Connected to the database {} ({}, step {})", source.url(), product, schema);
    }

    /** It is there, and somebody has to do something. */
    private void refuse(String detail) {
        if (!detail.equals(told)) {
            told = detail;
            warned = true;
            LOG.warn("The database {} is not used: {}; cart and checkout wait for that", source.url(), detail);
        }
        shut(detail);
    }

    private void shut(String detail) {
        gate.shut(detail);
        Database.Status before = status;
        status = new Database.Status(before.url(), before.product(), false, before.schema(), detail);
        if (before.reachable()) {
            awaySince = System.nanoTime();
        }
        tell(detail);
    }

    /** What passes by itself, a restart say, is no warning. */
    private void tell(String detail) {
        boolean lasting = System.nanoTime() - awaySince > PASSING.toNanos();
        if (closed || warned) {
            return;
        }
        if (lasting) {
            warned = true;
            LOG.warn("The database {} is away: {}; cart and checkout wait for it", source.url(), detail);
        } else if (!detail.equals(told)) {
            told = detail;
            LOG.info("The database {} does not answer: {}; trying on", source.url(), detail);
        }
    }

    @Override
    public void close() {
        closed = true;
        gate.close();
        nudge();
        probes.shutdown();
        synchronized (this) {
            engines.close();
        }
    }
}
