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
 * The engine behind the gate, and those that were left behind with their threads: a host that vanished says nothing, so calls of it
 * may hang for hours where the driver knows no time-out.
 */
final class Engines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);

    /** What hung only because the database stood still returns within that. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final DirectSource source;
    private final int connections;
    private final DatabaseBulkhead gate;
    private final List<Engine> left = new CopyOnWriteArrayList<>();
    private @Nullable Engine engine;
    private boolean warned;

    Engines(DirectSource source, int connections, DatabaseBulkhead gate) {
        this.source = source;
        this.connections = connections;
        this.gate = gate;
    }

    /** Opens the gate, with new connections. */
    synchronized void open() {
        Engine ready = engine;
        if (ready == null) {
            ready = new Engine(source, connections);
            engine = ready;
        } else if (hangs()) {
            renew(ready);
        } else {
            ready.renewPool();
        }
        gate.open(Objects.requireNonNull(engine).connections());
    }

    /** While the gate is open: calls whose connections were lost without a word may leave too few threads to the others. */
    synchronized void look() {
        Engine ready = engine;
        if (ready == null || gate.overdue() * 2 < connections) {
            return;
        }
        if (gate.isRenewable()) {
            renew(ready);
        } else {
            // the gate goes on with the pool that it has
            warn();
        }
    }

    /** Whether calls of the time before the database was away do not return. */
    private boolean hangs() {
        long begin = System.nanoTime();
        while (gate.overdue() > 0) {
            if (System.nanoTime() - begin > GRACE.toNanos()) {
                return true;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return false;
    }

    /** Leaves the threads and connections that hang to themselves; others take their place. */
    private void renew(Engine old) {
        if (!gate.isRenewable()) {
            old.renewPool();
            warn();
            return;
        }
        LOG.info("{} calls of the database hang; other threads and connections take their place", gate.overdue());
        Engine fresh = new Engine(source, connections);
        engine = fresh;
        left.add(old);
        gate.renew(fresh.connections(), () -> {
            left.remove(old);
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

    /** Connections that are in use. */
    synchronized int connectionsInUse() {
        Engine ready = engine;
        return ready == null ? 0 : ready.connectionsInUse();
    }

    /** What hangs is closed by threads that nobody waits for. */
    @Override
    public synchronized void close() {
        for (Engine hanging : left) {
            Thread thread = new Thread(hanging::close, "souk-database-closing");
            thread.setDaemon(true);
            thread.start();
        }
        Engine last = engine;
        engine = null;
        if (last != null) {
            last.close();
        }
    }
}
