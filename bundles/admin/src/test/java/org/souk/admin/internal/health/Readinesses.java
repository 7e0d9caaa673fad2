package org.souk.admin.internal.health;

import java.time.Duration;

/** Readiness for tests. */
public final class Readinesses {
    private Readinesses() {}

    /** Of a container in which nothing has started yet. */
    public static Readiness starting() {
        return new Readiness(true, Duration.ofSeconds(1), Duration.ZERO);
    }
}
