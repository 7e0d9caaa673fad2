package org.souk.api.node;

/**
 * Which requests a container answers, and whether it tells load balancers that it is ready ({@code /health/ready}) without the database.
 */
public enum Role {
    /** Answers all requests. Also ready while the database is unavailable, because product pages do not need it. */
    ALL,
    /** Answers all requests except those that place orders. Also ready while the database is unavailable. */
    BROWSE,
    /** Answers all requests. Not ready while the database is unavailable, so a load balancer sends it no shoppers. */
    CHECKOUT
}
