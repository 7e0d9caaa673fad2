package org.souk.api.catalog;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a shopper types to use a coupon. Small and capital letters are the same: it is kept in capitals.
 *
 * @param value 3 to 40 of A to Z, digits, hyphen
 */
public record CouponCode(String value) implements Comparable<CouponCode> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{3,40}");

    /**
     * Makes capitals of small letters.
     *
     * @throws IllegalArgumentException if it has another form
     */
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
