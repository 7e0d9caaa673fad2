package org.souk.api.session;

import java.util.regex.Pattern;

/**
 * Tells repeats of a request (draft-ietf-httpapi-idempotency-key-header). Its scope is catalog and session.
 *
 * @param value 1 to 255 visible ASCII characters; the quotes of a structured string are taken off by {@link #parse}
 */
public record IdempotencyKey(String value) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /**
     * @throws IllegalArgumentException if it has another form
     */
    public IdempotencyKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an Idempotency-Key has 1 to 255 visible ASCII characters");
        }
    }

    /**
     * Reads the header's value, with or without quotes.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static IdempotencyKey parse(String header) {
        String value = header.strip();
        boolean quoted = value.length() > 2 && value.startsWith("\"") && value.endsWith("\"");
        return new IdempotencyKey(quoted ? value.substring(1, value.length() - 1) : value);
    }
}
