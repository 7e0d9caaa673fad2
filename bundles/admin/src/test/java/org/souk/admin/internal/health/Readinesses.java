package org.souk.admin.internal.health;

import java.time.Duration;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;

/** Readiness for tests. */
public final class Readinesses {
    private Readinesses() {}

    /** Of a container in which nothing has started yet. */
    public static Readiness starting(HealthCheckExecutor executor) {
        return new Readiness(executor, true, Duration.ofSeconds(1), Duration.ZERO);
    }
}
