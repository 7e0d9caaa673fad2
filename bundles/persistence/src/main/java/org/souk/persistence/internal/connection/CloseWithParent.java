package org.souk.persistence.internal.connection;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes the physical connection when its logical one is closed, since it belongs to no pool of the driver. */
final class CloseWithParent implements ConnectionEventListener {
    private static final Logger LOG = LoggerFactory.getLogger(CloseWithParent.class);

    private final PooledConnection physical;
    private final AtomicBoolean ended = new AtomicBoolean();

    CloseWithParent(PooledConnection physical) {
        this.physical = physical;
    }

    @Override
    public void connectionClosed(ConnectionEvent event) {
        if (ended.compareAndSet(false, true)) {
            try {
                physical.close();
            } catch (SQLException e) {
                LOG.debug("Could not close a connection cleanly", e);
            }
        }
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {
        // the user of the connection gets an exception
    }
}
