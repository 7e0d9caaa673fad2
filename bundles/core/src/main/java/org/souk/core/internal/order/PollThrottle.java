package org.souk.core.internal.order;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.souk.api.order.PaymentAttemptId;

/** Limits how often a page that refreshes itself causes a call to the gateway: at most once per interval for each payment attempt. */
final class PollThrottle {
    private static final int MAX_SIZE = 1_000;

    private final long interval;
    private final Map<PaymentAttemptId, Long> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PaymentAttemptId, Long> eldest) {
            return size() > MAX_SIZE;
        }
    };

    PollThrottle(Duration interval) {
        this.interval = interval.toNanos();
    }

    /** Returns whether the interval has passed, and if so starts a new one. */
    synchronized boolean tryPoll(PaymentAttemptId attempt) {
        long now = System.nanoTime();
        Long before = last.get(attempt);
        if (before != null && now - before < interval) {
            return false;
        }
        last.remove(attempt);
        last.put(attempt, now);
        return true;
    }
}
