package org.souk.storefront.internal.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The headers of a request; names are case-insensitive. */
public final class Headers {
    public static final Headers NONE = new Headers(Map.of());

    private final Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public Headers(Map<String, List<String>> fields) {
        fields.forEach((name, values) -> this.fields.put(name, List.copyOf(values)));
    }

    /** In their original order. */
    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** By name in lower case. */
    public Map<String, List<String>> lowerCase() {
        Map<String, List<String>> all = new TreeMap<>();
        fields.forEach((name, values) -> all.put(name.toLowerCase(Locale.ROOT), values));
        return all;
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }
}
