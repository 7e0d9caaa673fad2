package org.souk.core.internal.guard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cache of a catalog version's answers, for example prices. Drops answers not used for long. Safe for any thread; finding a
 * recently used answer takes no lock.
 */
public final class AnswerCache {
    private final int half;
    private volatile Map<CacheKey<?>, Object> young = Map.of();
    private volatile Map<CacheKey<?>, Object> old = Map.of();

    AnswerCache(int maxSize) {
        this.half = Math.max(1, maxSize / 2);
    }

    @SuppressWarnings("unchecked")
    public <T> @Nullable T get(CacheKey<T> key) {
        Object answer = young.get(key);
        if (answer == null) {
            answer = old.get(key);
            if (answer != null) {
                store(key, answer);
            }
        }
        // put() accepts only answers of the key's type
        return (T) answer;
    }

    /** Caches an answer. It must depend on nothing but its key and the catalog version. */
    public <T> void put(CacheKey<T> key, T answer) {
        store(key, answer);
    }

    private synchronized void store(CacheKey<?> key, Object answer) {
        if (young.size() >= half || young.isEmpty()) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
        young.put(key, answer);
    }

    int size() {
        return young.size() + old.size();
    }
}
