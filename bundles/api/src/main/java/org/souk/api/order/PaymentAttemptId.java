package org.souk.api.order;

import java.util.regex.Pattern;

/**
 * Identifies a payment attempt: one try to pay for a cart through a gateway. The id is random, because anyone who knows it may see the
 * outcome. The gateway uses it as idempotency key.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record PaymentAttemptId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    /** @throws IllegalArgumentException if the value has another form */
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
