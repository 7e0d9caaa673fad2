package org.souk.core.internal.background;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.database.DatabaseUnavailableException;

/** Says once when the database goes, and once when it returns; nothing before it was reached for the first time. */
final class Contact {
    private static final Logger LOG = LoggerFactory.getLogger(Contact.class);

    private boolean known;
    private boolean there;

    synchronized void reached() {
        if (known && !there) {
            LOG.info("The shared database answers again; stock and peers are up to date");
        }
        known = true;
        there = true;
    }

    synchronized void lost(DatabaseUnavailableException cause) {
        if (there) {
            LOG.info("The shared database is away; stock stands still until it returns ({})", cause.getMessage());
        }
        there = false;
    }
}
