package org.souk.core.internal.guard;

import java.time.Duration;

/** Guards for tests. */
public final class Guards {
    private Guards() {}

    /** As in a container. */
    public static Guard guard() {
        return guard(Duration.ofSeconds(2), Duration.ofSeconds(30));
    }

    public static Guard guard(Duration deadline, Duration retry) {
        return new Guard(new Bounds(2, deadline, retry, 100, new Bounds.Outside(2, deadline)));
    }
}
