package org.souk.api.money;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * An amount of money in minor units of its currency, for example 1999 and GBP for £19.99.
 *
 * @param amount minor units (ISO 4217 exponent of the currency); may be negative, for a discount
 * @param currency the currency; one with an exponent (not XXX or gold)
 */
public record Money(long amount, Currency currency) implements Comparable<Money> {
    /** The largest amount that can be written in a catalog, in major units. */
    public static final BigDecimal LARGEST = new BigDecimal("1000000000000");

    private static final Pattern FORM = Pattern.compile("-?\\d{1,13}(\\.\\d{0,10})?");

    /**
     * @throws IllegalArgumentException if the currency has no minor unit
     */
    public Money {
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException(
                    currency + " has no minor unit; use a currency of ISO 4217 that has one");
        }
    }

    /** Most amounts: up to nine digits, and after a point no more than the currency has. Minor units, or -1 if it is written otherwise. */
    private static long plain(String text, int digits) {
        int point = text.indexOf('.');
        int whole = point < 0 ? text.length() : point;
        int decimals = text.length() - Math.min(text.length(), whole + 1);
        if (whole < 1 || whole > 9 || decimals > digits) {
            return -1;
        }
        long minor = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i != point) {
                if (c < '0' || c > '9') {
                    return -1;
                }
                minor = minor * 10 + (c - '0');
            }
        }
        for (int i = decimals; i < digits; i++) {
            minor *= 10;
        }
        return minor;
    }

    /** Nothing, in that currency. */
    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * Reads a decimal number of major units: digits, at most one point, at most as many decimals as the currency has.
     *
     * @param text for example {@code 19.99}; no sign but {@code -}, no grouping, no currency sign
     * @throws IllegalArgumentException if it is no such number or larger than {@link #LARGEST}; the message says what is wrong
     */
    public static Money parse(String text, Currency currency) {
        String trimmed = text.trim();
        long plain = plain(trimmed, currency.getDefaultFractionDigits());
        if (plain >= 0) {
            return new Money(plain, currency);
        }
        if (!FORM.matcher(trimmed).matches()) {
            throw new IllegalArgumentException(
                    "'" + shorten(trimmed) + "' is not an amount of money; write it like 19.99");
        }
        BigDecimal value = new BigDecimal(trimmed.endsWith(".") ? trimmed + "0" : trimmed).stripTrailingZeros();
        int digits = currency.getDefaultFractionDigits();
        if (value.scale() > digits) {
            throw new IllegalArgumentException(
                    "'" + trimmed + "' has more decimals than " + currency + " has; write " + digits + " at most");
        }
        if (value.abs().compareTo(LARGEST) > 0) {
            throw new IllegalArgumentException("'" + trimmed + "' is larger than the largest amount, " + LARGEST);
        }
        return new Money(value.movePointRight(digits).longValueExact(), currency);
    }

    /**
     * The sum.
     *
     * @throws IllegalArgumentException if the currencies differ
     * @throws ArithmeticException if the sum does not fit
     */
    public Money plus(Money other) {
        return new Money(Math.addExact(amount, same(other).amount), currency);
    }

    /**
     * The difference.
     *
     * @throws IllegalArgumentException if the currencies differ
     * @throws ArithmeticException if the difference does not fit
     */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(amount, same(other).amount), currency);
    }

    /**
     * This amount so many times.
     *
     * @throws ArithmeticException if the product does not fit
     */
    public Money times(int quantity) {
        return new Money(Math.multiplyExact(amount, (long) quantity), currency);
    }

    /** Whether it is less than nothing. */
    public boolean isNegative() {
        return amount < 0;
    }

    /** Whether it is nothing. */
    public boolean isZero() {
        return amount == 0;
    }

    /** The same in major units, with all decimals of the currency: {@code 19.90}. */
    public BigDecimal toMajor() {
        return BigDecimal.valueOf(amount, currency.getDefaultFractionDigits());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    @Override
    public int compareTo(Money other) {
        return Long.compare(amount, same(other).amount);
    }

    /** For logs and the shell: {@code 19.99 GBP}. Shoppers see it in their language's form instead. */
    @Override
    public String toString() {
        return toMajor().toPlainString() + " " + currency.getCurrencyCode();
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("amounts in " + currency + " and " + other.currency + " do not mix");
        }
        return other;
    }

    private static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
