package org.souk.api.customer;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Identifies a customer, even if the e-mail address changes.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record CustomerId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    /** @throws IllegalArgumentException if the value has another form */
    public CustomerId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a customer's id has 32 hexadecimal digits");
        }
    }

    /** Generates a random id. */
    public static CustomerId random() {
        return new CustomerId(UUID.randomUUID().toString().replace("-", ""));
    }

    @Override
    public String toString() {
        return value;
    }
}
