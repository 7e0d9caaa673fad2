package org.souk.admin.internal.health;

/** The result of one check, and of all; from best to worst. */
public enum Status {
    UP,
    /** Part of the container does not work. The container stays ready. */
    DEGRADED,
    DOWN
}
