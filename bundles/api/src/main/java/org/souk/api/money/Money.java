package org.souk.api.money;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;
import org.souk.common.text.TextNormalizer;

/**
 * An amount of money in minor units: 1999 with GBP is £19.99.
 *
 * @param amount in minor units (ISO 4217 exponent); may be negative
 * @param currency one with an ISO 4217 exponent, so neither XXX nor gold
 */
public record Money(long amount, Currency currency) implements Comparable<Money> {
    /** The largest absolute amount that {@link #parse} accepts, in major units. */
    public static final BigDecimal MAX_AMOUNT = new BigDecimal("1000000000000");

    private static final Pattern FORM = Pattern.compile("-?\\d{1,13}(\\.\\d{0,10})?");

    /** @throws IllegalArgumentException if the currency has no minor unit */
    public Money {
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException(
                    currency + " has no minor unit; use a currency of ISO 4217 that has one");
        }
    }

    /**
     * Parses the most common form quickly: up to nine digits and, after a point, at most as many decimals as the currency has. Returns
     * minor units, or -1 if the text has another form.
     */
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

    /** Returns zero in a currency. */
    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * Parses an amount in major units: digits, at most one point, and at most as many decimals as the currency has, not counting final
     * zeros.
     *
     * @param text for example {@code 19.99}; may start with {@code -}; no grouping, no currency sign
     * @throws IllegalArgumentException if the text has another form or the amount exceeds {@link #MAX_AMOUNT}; the message says what is
     *     wrong
     */
    public static Money parse(String text, Currency currency) {
        String trimmed = TextNormalizer.strip(text);
        long plain = plain(trimmed, currency.getDefaultFractionDigits());
        if (plain >= 0) {
            return new Money(plain, currency);
        }
        if (!FORM.matcher(trimmed).matches()) {
            throw new IllegalArgumentException(
                    "'" + shorten(trimmed) + "' is not an amount of money; write it like 19.99");
        }
        BigDecimal value = new BigDecimal(trimmed).stripTrailingZeros();
        int digits = currency.getDefaultFractionDigits();
        if (value.scale() > digits) {
            throw new IllegalArgumentException(
                    "'" + trimmed + "' has more decimals than " + currency + " has; write " + digits + " at most");
        }
        if (value.abs().compareTo(MAX_AMOUNT) > 0) {
            throw new IllegalArgumentException("'" + trimmed + "' is larger than the largest amount, " + MAX_AMOUNT);
        }
        return new Money(value.movePointRight(digits).longValueExact(), currency);
    }

    /**
     * Adds an amount.
     *
     * @throws IllegalArgumentException if the currencies differ
     * @throws ArithmeticException if the sum exceeds the range of {@code long}
     */
    public Money plus(Money other) {
        return new Money(Math.addExact(amount, same(other).amount), currency);
    }

    /** Subtracts an amount; throws as {@link #plus}. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(amount, same(other).amount), currency);
    }

    /** Multiplies the amount; throws ArithmeticException if the product exceeds the range of {@code long}. */
    public Money times(int quantity) {
        return new Money(Math.multiplyExact(amount, (long) quantity), currency);
    }

    /** Returns whether the amount is below zero. */
    public boolean isNegative() {
        return amount < 0;
    }

    /** Returns whether the amount is zero. */
    public boolean isZero() {
        return amount == 0;
    }

    /** Returns the amount in major units, with all decimals of the currency: {@code 19.90}. */
    public BigDecimal toMajor() {
        return BigDecimal.valueOf(amount, currency.getDefaultFractionDigits());
    }

    /** @throws IllegalArgumentException if the currencies differ */
    @Override
    public int compareTo(Money other) {
        return Long.compare(amount, same(other).amount);
    }

    /** Returns the form for logs and the shell: {@code 19.99 GBP}. Pages format amounts for the shopper's locale instead. */
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
