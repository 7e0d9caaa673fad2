package org.souk.api.session;

import java.util.regex.Pattern;

/**
 * Identifies a request, so that the container does not execute it again when the client repeats it
 * (draft-ietf-httpapi-idempotency-key-header). Keys of different catalogs or sessions are unrelated.
 *
 * @param value 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(String value) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** @throws IllegalArgumentException if the value has another form */
    public IdempotencyKey {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an Idempotency-Key has 1 to 255 visible ASCII characters");
        }
    }

    /**
     * Parses the header's value, with or without the quotes of a structured string.
     *
     * @throws IllegalArgumentException if the value has another form
     */
    public static IdempotencyKey parse(String header) {
        String value = header.strip();
        boolean quoted = value.length() > 2 && value.startsWith("\"") && value.endsWith("\"");
        return new IdempotencyKey(quoted ? value.substring(1, value.length() - 1) : value);
    }
}
