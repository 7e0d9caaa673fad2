package org.souk.api.node;

/** Which requests a container answers. */
public enum Role {
    /** All requests. */
    ALL,
    /** All requests except placing orders. */
    BROWSE,
    /** All requests; not ready while the database is unavailable. */
    CHECKOUT
}
