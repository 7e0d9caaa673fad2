package org.souk.storefront.internal.theme;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Keeps the most recently used values up to a total weight, because a few large values take as much memory as many small ones. */
final class LruCache<K, V> {
    private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final long most;
    private final ToLongFunction<V> weigher;
    private long weight;

    /**
     * @param most largest weight of all values together; a heavier value is not kept
     */
    LruCache(long most, ToLongFunction<V> weigher) {
        this.most = most;
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
        long own = weigher.applyAsLong(made);
        synchronized (entries) {
            if (own <= most && entries.putIfAbsent(key, made) == null) {
                weight += own;
                shrink();
            }
        }
        return made;
    }

    private void shrink() {
        Iterator<V> eldest = entries.values().iterator();
        while (weight > most) {
            weight -= weigher.applyAsLong(eldest.next());
            eldest.remove();
        }
    }
}
