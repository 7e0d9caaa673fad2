package org.souk.persistence.internal.connect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.souk.persistence.internal.entity.Entities;
import org.souk.persistence.internal.gate.Connections;

/** The pool and OpenJPA beside it. Made when the tables are there; then it stays while the database comes and goes. */
final class Engine implements AutoCloseable {
    private static final int LOGIN_MILLIS = 2_000;
    private static final int VALIDATION_MILLIS = 1_000;

    private final HikariDataSource pool;
    private final Connections connections;

    Engine(DirectSource source, int most) {
        pool = new HikariDataSource(pooled(source, most));
        try {
            connections = new Connections(
                    pool, new Entities(pool, source.url().dialect().dictionary()));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariConfig pooled(DirectSource source, int most) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("souk");
        config.setDataSource(source.impatiently());
        config.setMaximumPoolSize(most);
        // with idle ones to keep, the pool would pause up to 2 s between its tries while the database is away
        config.setMinimumIdle(0);
        config.setConnectionTimeout(LOGIN_MILLIS);
        config.setValidationTimeout(VALIDATION_MILLIS);
        config.setInitializationFailTimeout(-1);
        String greeting = source.url().dialect().greeting();
        if (!greeting.isEmpty()) {
            config.setConnectionInitSql(greeting);
        }
        return config;
    }

    Connections connections() {
        return connections;
    }

    /** Connections from before the database was away are no good. */
    void forgetConnections() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    /** Connections that are in use. */
    int connectionsInUse() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    public void close() {
        connections.entities().close();
        pool.close();
    }
}
