package org.souk.storefront.internal.theme;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What was made of the things that were asked for last; of the others it is made again. */
final class LruCache<K, V> {
    private final Map<K, V> kept;

    /**
     * @param most that are kept
     */
    LruCache(int most) {
        kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    V get(K key, Function<K, V> maker) {
        synchronized (kept) {
            V known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        // not under the lock: two may make it at once, and one is kept
        V made = maker.apply(key);
        synchronized (kept) {
            kept.put(key, made);
        }
        return made;
    }
}
