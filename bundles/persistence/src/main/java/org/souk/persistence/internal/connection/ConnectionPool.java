package org.souk.persistence.internal.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.souk.persistence.internal.entity.EntityManagers;
import org.souk.persistence.internal.transaction.Connections;

/** A connection pool, and OpenJPA on top of it. Created once the schema is up to date, and kept through outages of the database. */
final class ConnectionPool implements AutoCloseable {
    /** How long a call waits for a connection before it tries the current pool again, which may be a new one. The login continues. */
    private static final int WAIT_MILLIS = 500;

    private static final int VALIDATION_MILLIS = 1_000;

    /**
     * How long a connection may be idle. Hikari checks every 30 s; PostgreSQL ends sessions that are idle for 60 s ({@link
     * Dialect#sessionSettings}).
     */
    private static final int IDLE_MILLIS = 25_000;

    private static final Duration RETIRE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final UnpooledDataSource source;
    private final int size;
    private final EntityManagers entities;
    private HikariDataSource pool;

    ConnectionPool(UnpooledDataSource source, int size) {
        this.source = source;
        this.size = size;
        entities = new EntityManagers(source, source.url().dialect().dictionary());
        pool = new HikariDataSource(pooled(source, size));
    }

    private static HikariConfig pooled(UnpooledDataSource source, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("souk");
        config.setDataSource(source.withSocketTimeout());
        config.setMaximumPoolSize(size);
        // a pool that must keep idle connections would pause up to 2 s between logins during an outage
        config.setMinimumIdle(0);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setValidationTimeout(VALIDATION_MILLIS);
        config.setInitializationFailTimeout(-1);
        String sessionSettings = source.url().dialect().sessionSettings();
        if (!sessionSettings.isEmpty()) {
            config.setConnectionInitSql(sessionSettings);
        }
        return config;
    }

    synchronized Connections connections() {
        return new Connections(pool, entities);
    }

    /**
     * Replaces the pool after an outage: the old connections are useless, and a pool that could not log in pauses up to 5 s before its
     * next login, even if calls are waiting.
     */
    synchronized void renewPool() {
        HikariDataSource old = pool;
        pool = new HikariDataSource(pooled(source, size));
        old.getHikariPoolMXBean().softEvictConnections();
        Thread thread = new Thread(() -> retire(old), "souk-database-closing");
        thread.setDaemon(true);
        thread.start();
    }

    /** Closes a replaced pool when its calls have ended, at the latest after the timeout. */
    private static void retire(HikariDataSource old) {
        long end = System.nanoTime() + RETIRE_TIMEOUT.toNanos();
        while (old.getHikariPoolMXBean().getActiveConnections() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
        old.close();
    }

    synchronized int connectionsInUse() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    public synchronized void close() {
        entities.close();
        pool.close();
    }
}
