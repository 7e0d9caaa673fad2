package org.souk.derby.server.internal;

import java.io.IOException;
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
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.common.database.DatabaseConfig;

/** Runs the database in this container if it is told to; tries again while its port is taken. */
@Component(
        service = {HealthCheck.class, DatabaseServer.class},
        immediate = true,
        configurationPid = DatabaseConfig.PID,
        property = {
            HealthCheck.NAME + "=database-server",
            HealthCheck.MBEAN_NAME + "=database-server",
            HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=0"
        })
@Designate(ocd = DatabaseConfig.class)
public final class DatabaseServer implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseServer.class);
    private static final long AGAIN_SECONDS = 2;

    /** A disk does not fill by spareMegabytes within that. */
    private static final long LOOK_MILLIS = 50;

    private static final long STOP_SECONDS = 60;

    /** How it is started. */
    @FunctionalInterface
    interface Start {
        /** Returns when it answers. */
        DerbyServer with(DerbySettings settings) throws Exception;
    }

    private final Start start;
    private final DatabaseConfig config;
    private final DiskReserve room;
    private final BackupSpace copyRoom;
    private final ScheduledExecutorService thread;
    private final ScheduledExecutorService watch;
    private final boolean ours;
    private volatile Result health;
    private volatile boolean stopping;
    private @Nullable DerbyServer server;

    /** What the log has of it since it ran; nobody is told the same again every two seconds. */
    private String complaint = "";

    /** Starts it in the background: the first time takes some seconds. */
    @Activate
    public DatabaseServer(DatabaseConfig config) {
        this(
                config,
                DerbyServer::start,
                new DiskReserve(DerbySettings.folder(), Math.min(10_000, config.spareMegabytes())));
    }

    DatabaseServer(DatabaseConfig config, Start start, DiskReserve room) {
        this.start = start;
        this.config = config;
        this.room = room;
        copyRoom = room.forCopies();
        ours = !config.server().equals("none");
        thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "souk-database-server"));
        watch = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "souk-database-room"));
        if (!ours) {
            health = new Result(Result.Status.OK, "not run by this container");
            return;
        }
        health = new Result(Result.Status.WARN, "starting");
        thread.execute(this::start);
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            copyRoom.relieve();
            if (room.runsShort()) {
                thread.execute(this::endForWantOfRoom);
            }
        } catch (RuntimeException e) {
            // the next look must come all the same
            LOG.warn("The room for the database could not be looked at", e);
        }
    }

    private void endForWantOfRoom() {
        if (server == null) {
            return;
        }
        try {
            close();
        } finally {
            waitForRoom(room.told());
        }
    }

    /** Where copies are made while nobody starts or stops the database. */
    BackupSpace copyRoom() {
        return copyRoom;
    }

    /**
     * Does something alone; waits for it.
     *
     * @param meanwhile what health tells while it lasts, or null if the database goes on
     * @throws IllegalArgumentException if this container runs no database
     */
    <T> T alone(@Nullable String meanwhile, ExclusiveTask<T> task) throws Exception {
        if (!ours) {
            throw new IllegalArgumentException(
                    "this container does not run the database; use the one that does, or the tools of PostgreSQL");
        }
        try {
            return thread.submit(() -> done(meanwhile, task)).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private <T> T done(@Nullable String meanwhile, ExclusiveTask<T> task) throws Exception {
        Result before = health;
        if (meanwhile != null) {
            health = new Result(Result.Status.WARN, meanwhile);
        }
        try {
            ExclusiveTask.Done<T> done = task.with(server, DerbySettings.of(config), start);
            if (done.running() != server) {
                server = done.running();
                listens();
                putBy();
            } else {
                health = before;
            }
            return done.result();
        } catch (Exception e) {
            health = before;
            if (server != null && !server.answers()) {
                server = null;
                start();
            }
            throw e;
        }
    }

    private void putBy() throws IOException {
        try {
            room.putBy();
        } catch (NoRoomException e) {
            endForWantOfRoom();
        }
    }

    private void listens() {
        health = new Result(Result.Status.OK, "listens on " + config.host() + ":" + config.port());
        complaint = "";
    }

    private void start() {
        if (stopping || server != null) {
            return;
        }
        try {
            room.putBy();
            DerbySettings settings = DerbySettings.of(config);
            long begin = System.nanoTime();
            server = start.with(settings);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            LOG.info("The database listens on {}:{} (started in {} ms)", config.host(), config.port(), millis);
            listens();
        } catch (NoRoomException e) {
            waitForRoom(String.valueOf(e.getMessage()));
        } catch (PortBusyException e) {
            failed(String.valueOf(e.getMessage()), null);
        } catch (Exception | LinkageError e) {
            failed("the database cannot start: " + e, e);
        }
    }

    /** Pages go on where there are any. */
    private void waitForRoom(String message) {
        failed(message, null);
        if (!config.server().equals("only")) {
            health = new Result(Result.Status.WARN, message);
        }
    }

    private void failed(String message, @Nullable Throwable cause) {
        String kind = cause == null ? message : cause.getClass().getName();
        if (!kind.equals(complaint)) {
            LOG.error("{}", message, cause);
            complaint = kind;
        }
        health = new Result(Result.Status.CRITICAL, message);
        if (!stopping) {
            thread.schedule(this::start, AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Deactivate
    void stop() throws InterruptedException {
        stopping = true;
        watch.shutdown();
        thread.execute(this::close);
        thread.shutdown();
        if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("The database did not stop within {} s; it repairs itself at its next start", STOP_SECONDS);
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
            LOG.warn("The database stopped uncleanly; it repairs itself at its next start", e);
        } finally {
            server = null;
        }
    }

    @Override
    public Result execute() {
        return health;
    }
}
