package org.souk.api.order;

import java.util.regex.Pattern;

/**
 * An order number, unique in its catalog: the catalog's prefix and a counter, for example {@code TACK-1001}.
 *
 * @param value 1 to 40 letters, digits or hyphens
 */
public record OrderNumber(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,40}");

    /** @throws IllegalArgumentException if the value has another form */
    public OrderNumber {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an order number has 1 to 40 letters, digits or hyphens");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
