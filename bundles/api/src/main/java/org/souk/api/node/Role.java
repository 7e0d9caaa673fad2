package org.souk.api.node;

/**
 * The role of a container: which requests it answers, and whether it tells load balancers that it is ready ({@code /health/ready}) while
 * the database is unavailable.
 */
public enum Role {
    /** Answers all requests. Also ready while the database is unavailable, because product pages do not need it. */
    ALL,
    /** Answers all requests except those that place orders. Also ready while the database is unavailable. */
    BROWSE,
    /** Answers all requests. Not ready while the database is unavailable, so a load balancer sends it no shoppers. */
    CHECKOUT
}
