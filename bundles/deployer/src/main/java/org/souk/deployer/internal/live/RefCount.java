package org.souk.deployer.internal.live;

import java.util.concurrent.atomic.AtomicInteger;

/** Something that ends when its last user has let go of it. Made with one user. Safe for any thread, never blocks. */
final class RefCount {
    private final AtomicInteger users = new AtomicInteger(1);
    private final Runnable end;

    RefCount(Runnable end) {
        this.end = end;
    }

    /** Adds a user, unless it has ended. */
    boolean retain() {
        for (int now = users.get(); now > 0; now = users.get()) {
            if (users.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Takes a user away; the last one ends it. */
    void release() {
        int left = users.decrementAndGet();
        if (left == 0) {
            end.run();
        } else if (left < 0) {
            throw new IllegalStateException("let go of more often than taken");
        }
    }
}
