package org.souk.persistence.internal.connect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.util.Map;
import java.util.Objects;
import org.apache.openjpa.persistence.InvalidStateException;
import org.apache.openjpa.persistence.PersistenceProviderImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.persistence.internal.entity.EntityLoader;
import org.souk.persistence.internal.entity.EntityUnit;

/** The pool and, over it, the one EntityManagerFactory. Made when the tables are there; then it stays while the database comes and goes. */
final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final int LOGIN_MILLIS = 2_000;
    private static final int VALIDATION_MILLIS = 1_000;

    private final HikariDataSource pool;
    private final EntityManagerFactory factory;

    Engine(DirectSource source, int connections) {
        Dialect dialect = source.url().dialect();
        pool = new HikariDataSource(pooled(source, connections));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(EntityLoader.INSTANCE);
        try {
            EntityUnit unit = new EntityUnit(pool, dialect.dictionary());
            factory = Objects.requireNonNull(
                    new PersistenceProviderImpl().createContainerEntityManagerFactory(unit, Map.of()),
                    "OpenJPA does not take its own settings");
            // OpenJPA does the slow part when it is asked for the first time
            factory.createEntityManager().close();
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static HikariConfig pooled(DirectSource source, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("souk");
        config.setDataSource(source.impatiently());
        config.setMaximumPoolSize(connections);
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

    EntityManagerFactory factory() {
        return factory;
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
        try {
            factory.close();
        } catch (PersistenceException | InvalidStateException e) {
            // a transaction whose connection was lost counts as open for ever; nothing hangs on it
            LOG.debug("OpenJPA did not close cleanly", e);
        } finally {
            pool.close();
        }
    }
}
