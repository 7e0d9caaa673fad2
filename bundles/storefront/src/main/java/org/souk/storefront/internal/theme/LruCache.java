package org.souk.storefront.internal.theme;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Keeps the most recently used values, up to a total weight, so that a few large values cannot fill the memory. Thread-safe. */
final class LruCache<K, V> {
    private final long mostWeight;
    private final ToIntFunction<V> weigher;
    private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long weight;

    LruCache(long mostWeight, ToIntFunction<V> weigher) {
        this.mostWeight = mostWeight;
        this.weigher = weigher;
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
            V replaced = entries.put(key, made);
            weight += weigher.applyAsInt(made) - (replaced == null ? 0 : weigher.applyAsInt(replaced));
            Iterator<V> eldest = entries.values().iterator();
            while (weight > mostWeight && eldest.hasNext()) {
                weight -= weigher.applyAsInt(eldest.next());
                eldest.remove();
            }
        }
        return made;
    }

    long weight() {
        synchronized (entries) {
            return weight;
        }
    }
}
