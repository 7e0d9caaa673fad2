package org.souk.jetty.handlers.internal;

import java.util.concurrent.atomic.AtomicLong;

/** Memory in bytes that all clients share. */
final class ByteAccount {
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();

    ByteAccount(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether so many bytes were there, and are taken now. */
    boolean reserve(int length) {
        return reserve(length, maxBytes);
    }

    /** As {@link #reserve}, but leaves half of the account to those that need little. */
    boolean reserveLeavingHalf(int length) {
        return reserve(length, maxBytes / 2);
    }

    private boolean reserve(int length, long most) {
        if (bytes.addAndGet(length) <= most) {
            return true;
        }
        release(length);
        return false;
    }

    void release(int length) {
        bytes.addAndGet(-length);
    }

    /** For tests: what is taken. */
    long taken() {
        return bytes.get();
    }
}
