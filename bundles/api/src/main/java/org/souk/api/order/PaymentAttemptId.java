package org.souk.api.order;

import java.util.regex.Pattern;

/**
 * Names one attempt to pay, unique over all catalogs. Random, so that whoever knows it may see what has become of it. It is the
 * idempotency key of the payment at its gateway.
 *
 * @param value 32 hexadecimal digits, lower case
 */
public record PaymentAttemptId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    /**
     * @throws IllegalArgumentException if it has another form
     */
    public PaymentAttemptId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an attempt to pay has 32 hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
