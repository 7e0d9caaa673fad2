package org.souk.deployer.internal.live;

import java.util.concurrent.atomic.AtomicInteger;

/** An object that ends when its last user has released it. Its creator is the first user. Safe for any thread, never blocks. */
public abstract class RefCounted {
    private final AtomicInteger users = new AtomicInteger(1);

    /** Called once, on the thread of the last user. */
    abstract void end();

    /** Adds a user; false if it has ended. */
    public final boolean retain() {
        return users.getAndUpdate(now -> now > 0 ? now + 1 : now) > 0;
    }

    public final void release() {
        int left = users.decrementAndGet();
        if (left == 0) {
            end();
        } else if (left < 0) {
            throw new IllegalStateException("released more often than retained");
        }
    }
}
