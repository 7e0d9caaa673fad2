package org.souk.persistence.internal.connection;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.persistence.internal.transaction.DatabaseBulkhead;

/**
 * The current pool, and abandoned ones: when the host of the database vanishes, calls may hang for hours in a driver that has no timeout.
 * Then new threads and a new pool take the place of the old ones.
 */
final class ConnectionPools implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPools.class);

    /** Calls that hung only because the database was stopped return within this time. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private final UnpooledDataSource source;
    private final int connections;
    private final DatabaseBulkhead bulkhead;
    private final List<ConnectionPool> abandoned = new CopyOnWriteArrayList<>();
    private @Nullable ConnectionPool current;
    private boolean warned;

    ConnectionPools(UnpooledDataSource source, int connections, DatabaseBulkhead bulkhead) {
        this.source = source;
        this.connections = connections;
        this.bulkhead = bulkhead;
    }

    /** Opens the bulkhead with new connections. */
    synchronized void open() {
        ConnectionPool pool = current;
        if (pool == null) {
            pool = new ConnectionPool(source, connections);
            current = pool;
        } else if (hangs()) {
            renew(pool);
        } else {
            pool.renewPool();
        }
        bulkhead.open(Objects.requireNonNull(current).connections());
    }

    /** Replaces threads and pool without an outage, if half of the threads hang: their connections were lost silently. */
    synchronized void replaceHanging() {
        ConnectionPool pool = current;
        if (pool == null || bulkhead.overdue() * 2 < connections) {
            return;
        }
        if (bulkhead.isRenewable()) {
            renew(pool);
        } else {
            // too many threads hang already: keep them and the pool
            warn();
        }
    }

    /** Whether calls from before the outage still hang. */
    private boolean hangs() {
        long begin = System.nanoTime();
        while (bulkhead.overdue() > 0) {
            if (System.nanoTime() - begin > GRACE.toNanos()) {
                return true;
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        }
        return false;
    }

    /** Abandons the threads and connections that hang, and puts new ones in their place. */
    private void renew(ConnectionPool old) {
        if (!bulkhead.isRenewable()) {
            old.renewPool();
            warn();
            return;
        }
        LOG.info("{} calls of the database hang; other threads and connections take their place", bulkhead.overdue());
        ConnectionPool fresh = new ConnectionPool(source, connections);
        current = fresh;
        abandoned.add(old);
        bulkhead.renew(fresh.connections(), () -> {
            abandoned.remove(old);
            old.close();
        });
        warned = false;
    }

    private void warn() {
        if (!warned) {
            warned = true;
            LOG.warn("Calls of the database {} hang since several outages; restart this container", source.url());
        }
    }

    synchronized int connectionsInUse() {
        ConnectionPool pool = current;
        return pool == null ? 0 : pool.connectionsInUse();
    }

    /** Closes abandoned pools on daemon threads, because closing may hang. */
    @Override
    public synchronized void close() {
        for (ConnectionPool hanging : abandoned) {
            Thread thread = new Thread(hanging::close, "souk-database-closing");
            thread.setDaemon(true);
            thread.start();
        }
        ConnectionPool last = current;
        current = null;
        if (last != null) {
            last.close();
        }
    }
}
