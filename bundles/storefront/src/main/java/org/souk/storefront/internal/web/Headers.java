package org.souk.storefront.internal.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Header fields of a request, by name whatever its case. */
public final class Headers {
    /** No header at all. */
    public static final Headers NONE = new Headers(Map.of());

    private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Takes a copy. */
    public Headers(Map<String, List<String>> fields) {
        fields.forEach((name, values) -> this.fields.put(name, List.copyOf(values)));
    }

    /** Every field of that name, in the order they came. */
    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** All of them, by name in lower case. */
    public Map<String, List<String>> lowerCase() {
        Map<String, List<String>> all = new TreeMap<>();
        fields.forEach((name, values) -> all.put(name.toLowerCase(Locale.ROOT), values));
        return all;
    }

    /** The first field of that name. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }
}
