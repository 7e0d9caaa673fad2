package org.souk.core.internal.guard;

import java.time.Duration;

/** Guards for tests. */
public final class Guards {
    private Guards() {}

    /** As in a container. */
    public static CatalogJavaGuard guard() {
        return guard(Duration.ofSeconds(2), Duration.ofSeconds(30));
    }

    public static CatalogJavaGuard guard(Duration deadline, Duration retry) {
        return new CatalogJavaGuard(new Bounds(2, deadline, retry, 100, new Bounds.Outside(2, deadline)));
    }
}
