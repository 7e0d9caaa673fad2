package org.souk.storefront.internal.theme;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Keeps the most recently used values. */
final class LruCache<K, V> {
    private final Map<K, V> entries;

    LruCache(int most) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    V get(K key, Function<K, V> maker) {
        synchronized (entries) {
            V known = entries.get(key);
            if (known != null) {
                return known;
            }
        }
        // not under the lock: two threads may make the same value, and one of the values is kept
        V made = maker.apply(key);
        synchronized (entries) {
            entries.put(key, made);
        }
        return made;
    }
}
