package org.souk.core.internal.order;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.souk.api.order.PaymentAttemptId;

/** Who looked lately at which attempt, so that a page that looks by itself does not ask the gateway each time. */
final class PollThrottle {
    private static final int MOST = 1_000;

    private final long between;
    private final Map<PaymentAttemptId, Long> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PaymentAttemptId, Long> eldest) {
            return size() > MOST;
        }
    };

    PollThrottle(Duration between) {
        this.between = between.toNanos();
    }

    /** Whether nobody has looked for a while; then this is a look. */
    synchronized boolean isNew(PaymentAttemptId attempt) {
        long now = System.nanoTime();
        Long before = last.get(attempt);
        if (before != null && now - before < between) {
            return false;
        }
        last.remove(attempt);
        last.put(attempt, now);
        return true;
    }
}
