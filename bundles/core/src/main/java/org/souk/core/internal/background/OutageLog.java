package org.souk.core.internal.background;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.database.DatabaseUnavailableException;

/**
 * Logs once when the database becomes unavailable and once when it returns. Logs nothing before the first successful access, because a
 * container often starts before its database.
 */
final class OutageLog {
    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);

    private boolean known;
    private boolean there;

    synchronized void reached() {
        if (known && !there) {
            LOG.info("The shared database is available again");
        }
        known = true;
        there = true;
    }

    synchronized void lost(DatabaseUnavailableException cause) {
        if (there) {
            LOG.info(
                    "The shared database is unavailable; stock levels are not updated until it returns ({})",
                    cause.getMessage());
        }
        there = false;
    }
}
