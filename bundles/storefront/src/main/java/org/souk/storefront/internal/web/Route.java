package org.souk.storefront.internal.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which requests a handler answers.
 *
 * @param method upper case; GET answers HEAD too
 * @param pattern a path whose segments are texts or variables: {@code /p/{handle}}
 * @param handler answers
 */
public record Route(String method, String pattern, Handler handler) {
    /** The variables if the path fits the pattern. */
    Optional<Map<String, String>> match(String path) {
        List<String> wanted = List.of(pattern.split("/", -1));
        List<String> given = List.of(path.split("/", -1));
        if (wanted.size() != given.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String want = wanted.get(i);
            if (want.startsWith("{")) {
                if (given.get(i).isEmpty()) {
                    return Optional.empty();
                }
                variables.put(want.substring(1, want.length() - 1), given.get(i));
            } else if (!want.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
