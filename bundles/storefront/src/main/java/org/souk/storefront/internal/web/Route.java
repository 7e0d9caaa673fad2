package org.souk.storefront.internal.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Connects a method and a path with a handler.
 *
 * @param method upper case; GET also answers HEAD
 * @param pattern a path whose segments are texts or variables: {@code /p/{handle}}
 */
public record Route(String method, String pattern, Handler handler) {
    /** The variables; empty if the path does not match. */
    Optional<Map<String, String>> match(String path) {
        List<String> expected = List.of(pattern.split("/", -1));
        List<String> given = List.of(path.split("/", -1));
        if (expected.size() != given.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < expected.size(); i++) {
            String segment = expected.get(i);
            if (segment.startsWith("{")) {
                if (given.get(i).isEmpty()) {
                    return Optional.empty();
                }
                variables.put(segment.substring(1, segment.length() - 1), given.get(i));
            } else if (!segment.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
