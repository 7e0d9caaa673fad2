package org.souk.api.catalog;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The code that a shopper types to use a coupon. Shoppers may type it in any case: the constructor converts it to upper case.
 *
 * @param value 3 to 40 characters: letters A to Z, digits, hyphens
 */
public record CouponCode(String value) implements Comparable<CouponCode> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{3,40}");

    /** @throws IllegalArgumentException if the value has another form */
    public CouponCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a coupon's code is 3 to 40 letters, digits or hyphens");
        }
        value = value.toUpperCase(Locale.ROOT);
    }

    @Override
    public int compareTo(CouponCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
