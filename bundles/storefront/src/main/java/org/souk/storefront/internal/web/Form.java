package org.souk.storefront.internal.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.souk.common.text.TextNormalizer;

/**
 * The fields of a query or of a submitted form, in {@code application/x-www-form-urlencoded}. A field that cannot be decoded is
 * refused only when it is read, so that a parameter that Souk does not read, such as {@code utm_campaign=20%_off}, does no harm.
 */
public final class Form {
    public static final int MAX_FIELDS = 200;

    public static final Form EMPTY = parse("");

    private static final Pattern BARE_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern REPLACEMENT = Pattern.compile("(?i)%ef%bf%bd|\ufffd");

    /** In their original order. */
    private final Map<String, List<String>> fields = new LinkedHashMap<>();

    private final Set<String> malformed = new HashSet<>();
    private final boolean truncated;

    private Form(List<String> pairs) {
        truncated = pairs.size() > MAX_FIELDS;
        pairs.stream().limit(MAX_FIELDS).forEach(pair -> {
            int equals = pair.indexOf('=');
            Optional<String> value = equals < 0 ? Optional.of("") : decode(pair.substring(equals + 1));
            // no page reads a field whose name cannot be decoded
            decode(equals < 0 ? pair : pair.substring(0, equals)).ifPresent(name -> {
                List<String> values = fields.computeIfAbsent(name, n -> new ArrayList<>());
                value.ifPresentOrElse(values::add, () -> malformed.add(name));
            });
        });
    }

    public static Form parse(String encoded) {
        return new Form(Arrays.stream(encoded.split("&"))
                .filter(pair -> !pair.isEmpty())
                .toList());
    }

    /**
     * The names of all fields, in their original order.
     *
     * @throws RequestProblem 400 if there are too many
     */
    public Set<String> names() {
        if (truncated) {
            throw tooMany();
        }
        return Collections.unmodifiableSet(fields.keySet());
    }

    /**
     * The values of a field; empty if it is missing.
     *
     * @throws RequestProblem 400 if a value cannot be decoded, or if there are more than {@value #MAX_FIELDS} fields and none of the first has
     *     this name
     */
    public List<String> all(String name) {
        if (malformed.contains(name)) {
            throw RequestProblem.malformed(
                    "'" + name + "' has a percent sign without two hexadecimal digits, or is not UTF-8");
        }
        List<String> values = fields.get(name);
        if (values == null && truncated) {
            throw tooMany();
        }
        return values == null ? List.of() : values;
    }

    /** The first value, read as {@link #all} does. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The first value in NFC without blanks at its ends, or {@code ""}, read as {@link #all} does. */
    public String text(String name) {
        return first(name).map(TextNormalizer::clean).orElse("");
    }

    private static RequestProblem tooMany() {
        return RequestProblem.malformed("more than " + MAX_FIELDS + " fields");
    }

    private static Optional<String> decode(String text) {
        if (BARE_PERCENT.matcher(text).find()) {
            return Optional.empty();
        }
        String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
        // the decoder replaces bytes that are not UTF-8
        return decoded.indexOf('\ufffd') >= 0 && !REPLACEMENT.matcher(text).find()
                ? Optional.empty()
                : Optional.of(decoded);
    }
}
