package org.souk.storefront.internal.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.souk.common.text.TextNormalizer;

/**
 * The fields of a query or of a submitted form, in {@code application/x-www-form-urlencoded}.
 *
 * @param fields in their original order
 */
public record Form(Map<String, List<String>> fields) {
    public static final int MAX_FIELDS = 200;

    public static final Form EMPTY = new Form(Map.of());

    public Form {
        fields = Collections.unmodifiableMap(fields);
    }

    /** @throws RequestProblem 400 if the text is malformed or has too many fields */
    public static Form parse(String encoded) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        int count = 0;
        for (String pair : encoded.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            if (++count > MAX_FIELDS) {
                throw RequestProblem.malformed("more than " + MAX_FIELDS + " fields");
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
        return new Form(fields);
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The first value in NFC without blanks at its ends, or {@code ""}. */
    public String text(String name) {
        return first(name).map(TextNormalizer::clean).orElse("");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RequestProblem.malformed("a percent sign without two hexadecimal digits");
        }
    }
}
