package org.souk.core.internal.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A bounded cache of answers that drops those not used for long. Safe for any thread; reading takes no lock. */
final class Memory {
    private final int half;
    private volatile Map<Question<?>, Object> young = Map.of();
    private volatile Map<Question<?>, Object> old = Map.of();

    Memory(int most) {
        this.half = Math.max(1, most / 2);
    }

    @SuppressWarnings("unchecked")
    <T> @Nullable T recall(Question<T> question) {
        Object answer = young.get(question);
        if (answer == null) {
            answer = old.get(question);
            if (answer != null) {
                put(question, answer);
            }
        }
        // put() takes nothing else under such a question
        return (T) answer;
    }

    <T> void remember(Question<T> question, T answer) {
        put(question, answer);
    }

    private synchronized void put(Question<?> question, Object answer) {
        if (young.size() >= half || young.isEmpty()) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
        young.put(question, answer);
    }

    int size() {
        return young.size() + old.size();
    }
}
