package org.souk.api.node;

/** What a container does. */
public enum Role {
    /** Everything. */
    ALL,
    /** Everything but placing orders. */
    BROWSE,
    /** Everything; says that it is unready while the database is away. */
    CHECKOUT
}
