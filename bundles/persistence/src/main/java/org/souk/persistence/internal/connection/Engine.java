package org.souk.persistence.internal.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.souk.persistence.internal.entity.Entities;
import org.souk.persistence.internal.transaction.Connections;

/** The pool and OpenJPA beside it. Made when the tables are there; then it stays while the database comes and goes. */
final class Engine implements AutoCloseable {
    /** A call that waits for a login looks so often whether another pool is there by now; what logs in goes on meanwhile. */
    private static final int WAIT_MILLIS = 500;

    private static final int VALIDATION_MILLIS = 1_000;

    /** The pool looks every 30 s; PostgreSQL ends what is idle for 60 s ({@link Dialect#greeting}). */
    private static final int IDLE_MILLIS = 25_000;

    private static final Duration RETIRED = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final DirectSource source;
    private final int most;
    private final Entities entities;
    private HikariDataSource pool;

    Engine(DirectSource source, int most) {
        this.source = source;
        this.most = most;
        entities = new Entities(source, source.url().dialect().dictionary());
        pool = new HikariDataSource(pooled(source, most));
    }

    private static HikariConfig pooled(DirectSource source, int most) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("souk");
        config.setDataSource(source.impatiently());
        config.setMaximumPoolSize(most);
        // with idle ones to keep, the pool would pause up to 2 s between its tries while the database is away
        config.setMinimumIdle(0);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setValidationTimeout(VALIDATION_MILLIS);
        config.setInitializationFailTimeout(-1);
        String greeting = source.url().dialect().greeting();
        if (!greeting.isEmpty()) {
            config.setConnectionInitSql(greeting);
        }
        return config;
    }

    synchronized Connections connections() {
        return new Connections(pool, entities);
    }

    /**
     * Takes a new pool: connections from before the database was away are no good, and a pool that could not log in pauses before its
     * next try, for up to 5 s, whoever waits.
     */
    synchronized void renewPool() {
        HikariDataSource old = pool;
        pool = new HikariDataSource(pooled(source, most));
        old.getHikariPoolMXBean().softEvictConnections();
        Thread thread = new Thread(() -> retire(old), "souk-database-closing");
        thread.setDaemon(true);
        thread.start();
    }

    /** Calls that are under way may end well. */
    private static void retire(HikariDataSource old) {
        long end = System.nanoTime() + RETIRED.toNanos();
        while (old.getHikariPoolMXBean().getActiveConnections() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        old.close();
    }

    /** Connections that are in use. */
    synchronized int connectionsInUse() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    public synchronized void close() {
        entities.close();
        pool.close();
    }
}
