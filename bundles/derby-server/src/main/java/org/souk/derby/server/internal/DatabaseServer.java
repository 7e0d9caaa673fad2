package org.souk.derby.server.internal;

import java.net.BindException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.common.database.DatabaseConfig;

/**
 * Runs the Derby server if this container is configured to, and retries after a failure. Starts, stops, backups and restores exclude each
 * other, because they run on one thread.
 */
@Component(
        service = {HealthCheck.class, DatabaseServer.class},
        immediate = true,
        configurationPid = DatabaseConfig.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {
            HealthCheck.NAME + "=database-server",
            HealthCheck.MBEAN_NAME + "=database-server",
            HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=0"
        })
@Designate(ocd = DatabaseConfig.class)
public final class DatabaseServer implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseServer.class);
    private static final long RETRY_SECONDS = 2;

    /** Short enough that the disk cannot lose spareMegabytes in between. */
    private static final long CHECK_MILLIS = 50;

    private static final long STOP_TIMEOUT_SECONDS = 60;

    @FunctionalInterface
    interface Start {
        /** Returns when the server answers. */
        DerbyServer start(DerbySettings settings) throws Exception;
    }

    /** A task during which nothing else starts or stops the database. */
    @FunctionalInterface
    interface ExclusiveTask<T> {
        /** Runs with the current server, or null if none runs. */
        Outcome<T> run(@Nullable DerbyServer running, DerbySettings settings) throws Exception;
    }

    /** The server that runs after an exclusive task, and the result of the task. */
    record Outcome<T>(@Nullable DerbyServer running, T value) {}

    private final Start start;
    private final DatabaseConfig config;
    private final DiskReserve reserve;
    private final BackupSpace backupSpace;
    private final ScheduledExecutorService thread;
    private final ScheduledExecutorService diskMonitor;
    private final boolean enabled;
    private volatile Result health;
    private volatile boolean stopping;
    private @Nullable DerbyServer server;

    /** The error logged last: a retry that fails in the same way is not logged again. */
    private String lastError = "";

    /** Starts the server in the background, because the first start takes some seconds. */
    @Activate
    public DatabaseServer(DatabaseConfig config) {
        this(
                config,
                DerbyServer::start,
                new DiskReserve(DerbySettings.folder(), Math.min(10_000, config.spareMegabytes()), DiskSpace::of));
    }

    DatabaseServer(DatabaseConfig config, Start start, DiskReserve reserve) {
        this.start = start;
        this.config = config;
        this.reserve = reserve;
        backupSpace = reserve.backupSpace();
        enabled = !config.server().equals("none");
        thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "souk-database-server"));
        diskMonitor = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "souk-database-disk"));
        if (!enabled) {
            health = new Result(Result.Status.OK, "not run by this container");
            return;
        }
        health = new Result(Result.Status.WARN, "starting");
        thread.execute(this::start);
        diskMonitor.scheduleWithFixedDelay(this::checkDisk, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void checkDisk() {
        try {
            backupSpace.cancelIfShort();
            if (reserve.releaseIfShort()) {
                thread.execute(this::stopForLackOfSpace);
            }
        } catch (RuntimeException e) {
            // the executor cancels a task that throws
            LOG.warn("Could not check the free disk space for the database", e);
        }
    }

    private void stopForLackOfSpace() {
        if (server == null) {
            return;
        }
        try {
            close();
        } finally {
            waitForSpace(reserve.shortage());
        }
    }

    BackupSpace backupSpace() {
        return backupSpace;
    }

    /**
     * Runs a task and waits for it. Nothing else starts or stops the database during that time.
     *
     * @param meanwhile detail of the health check while the task runs; null if the database stays available
     * @throws IllegalArgumentException if this container does not run the database
     */
    <T> T runExclusively(@Nullable String meanwhile, ExclusiveTask<T> task) throws Exception {
        if (!enabled) {
            throw new IllegalArgumentException(
                    "this container does not run the database; use the one that does, or the tools of PostgreSQL");
        }
        try {
            return thread.submit(() -> runTask(meanwhile, task)).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private <T> T runTask(@Nullable String meanwhile, ExclusiveTask<T> task) throws Exception {
        Result before = health;
        if (meanwhile != null) {
            health = new Result(Result.Status.WARN, meanwhile);
        }
        try {
            Outcome<T> result = task.run(server, DerbySettings.of(config));
            if (result.running() != server) {
                server = result.running();
                setListening();
                if (!reserve.fill()) {
                    stopForLackOfSpace();
                }
            } else {
                health = before;
            }
            return result.value();
        } catch (Exception e) {
            health = before;
            if (server != null && !server.answers()) {
                server = null;
                start();
            }
            throw e;
        }
    }

    private void setListening() {
        health = new Result(Result.Status.OK, "listens on " + config.host() + ":" + config.port());
        lastError = "";
    }

    private void start() {
        if (stopping || server != null) {
            return;
        }
        try {
            if (reserve.fill()) {
                DerbySettings settings = DerbySettings.of(config);
                long begin = System.nanoTime();
                server = start.start(settings);
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
                LOG.info("The database listens on {}:{} (started in {} ms)", config.host(), config.port(), millis);
                setListening();
                return;
            }
        } catch (BindException e) {
            failed(String.valueOf(e.getMessage()), null);
            return;
        } catch (Exception | LinkageError e) {
            failed("the database cannot start: " + e, e);
            return;
        }
        // outside the try: while the container stops, the executor rejects the retry, which is no failed start
        waitForSpace(reserve.shortage());
    }

    /** Schedules another start. Meanwhile only a container without shops is down: shops serve pages without the database. */
    private void waitForSpace(String message) {
        failed(message, null);
        if (!config.server().equals("only")) {
            health = new Result(Result.Status.WARN, message);
        }
    }

    private void failed(String message, @Nullable Throwable cause) {
        String kind = cause == null ? message : cause.getClass().getName();
        if (!kind.equals(lastError)) {
            LOG.error("{}", message, cause);
            lastError = kind;
        }
        health = new Result(Result.Status.CRITICAL, message);
        if (!stopping) {
            thread.schedule(this::start, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Deactivate
    void stop() throws InterruptedException {
        stopping = true;
        diskMonitor.shutdown();
        thread.execute(this::close);
        thread.shutdown();
        if (!thread.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("The database did not stop within {} s; it recovers at its next start", STOP_TIMEOUT_SECONDS);
        }
    }

    private void close() {
        DerbyServer running = server;
        if (running == null) {
            return;
        }
        try {
            running.close();
            LOG.info("The database stopped");
        } catch (SQLException | RuntimeException e) {
            LOG.warn("The database did not stop cleanly; it recovers at its next start", e);
        } finally {
            server = null;
        }
    }

    @Override
    public Result execute() {
        return health;
    }
}
