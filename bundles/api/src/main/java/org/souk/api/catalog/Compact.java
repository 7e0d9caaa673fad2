package org.souk.api.catalog;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates unmodifiable, ordered sets and maps that need little memory. Up to {@value #FEW} entries are kept in one array and searched
 * linearly: a shop can have 100,000 products, and a hash table for three tags is five times as large.
 */
final class Compact {
    private static final int FEW = 16;

    private Compact() {}

    static Set<String> set(Set<String> values) {
        if (values instanceof Few<String>) {
            return values;
        }
        return values.size() > FEW
                ? Collections.unmodifiableSet(new LinkedHashSet<>(values))
                : new Few<>(List.copyOf(values));
    }

    static Map<String, String> map(Map<String, String> values) {
        if (values instanceof FewPairs) {
            return values;
        }
        if (values.size() > FEW) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
        String[] pairs = new String[values.size() * 2];
        int at = 0;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            pairs[at++] = entry.getKey();
            pairs[at++] = entry.getValue();
        }
        return pairs.length == 0 ? Map.of() : new FewPairs(pairs);
    }

    private static final class Few<E> extends AbstractSet<E> {
        private final List<E> values;

        Few(List<E> values) {
            this.values = values;
        }

        @Override
        public Iterator<E> iterator() {
            return values.iterator();
        }

        @Override
        public int size() {
            return values.size();
        }

        @Override
        public boolean contains(@Nullable Object value) {
            return value != null && values.contains(value);
        }
    }

    private static final class FewPairs extends AbstractMap<String, String> {
        private final String[] pairs;

        FewPairs(String[] pairs) {
            this.pairs = pairs;
        }

        @Override
        public int size() {
            return pairs.length / 2;
        }

        @Override
        public @Nullable String get(@Nullable Object key) {
            for (int i = 0; i < pairs.length; i += 2) {
                if (pairs[i].equals(key)) {
                    return pairs[i + 1];
                }
            }
            return null;
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return get(key) != null;
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            List<Entry<String, String>> entries = new ArrayList<>(size());
            for (int i = 0; i < pairs.length; i += 2) {
                entries.add(Map.entry(pairs[i], pairs[i + 1]));
            }
            return new Few<>(Collections.unmodifiableList(entries));
        }
    }
}
