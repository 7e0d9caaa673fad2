package org.souk.jetty.handlers.internal;

import java.util.concurrent.atomic.AtomicLong;

/** Counts how much of a fixed amount of memory is in use by all clients together. */
final class ByteAccount {
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();

    ByteAccount(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Reserves memory; false if too little is free. */
    boolean reserve(int length) {
        return reserve(length, maxBytes);
    }

    /** As {@link #reserve}, but uses only the first half of the memory and leaves the rest to those that need little. */
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

    /** For tests: the bytes that are reserved now. */
    long taken() {
        return bytes.get();
    }
}
