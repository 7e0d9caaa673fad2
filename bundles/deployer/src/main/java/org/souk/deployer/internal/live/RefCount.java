package org.souk.deployer.internal.live;

import java.util.concurrent.atomic.AtomicInteger;

/** Runs an action when its last user has released it. Created with one user. Safe for any thread, never blocks. */
final class RefCount {
    private final AtomicInteger users = new AtomicInteger(1);
    private final Runnable end;

    RefCount(Runnable end) {
        this.end = end;
    }

    /** Adds a user; false if it has ended. */
    boolean retain() {
        for (int now = users.get(); now > 0; now = users.get()) {
            if (users.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    void release() {
        int left = users.decrementAndGet();
        if (left == 0) {
            end.run();
        } else if (left < 0) {
            throw new IllegalStateException("released more often than retained");
        }
    }
}
