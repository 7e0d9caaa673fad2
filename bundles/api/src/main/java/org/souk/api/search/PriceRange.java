package org.souk.api.search;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of prices in minor units of the shop's currency, for filters. It includes both ends. Text forms: {@code 1000-4999}, {@code 5000-}
 * without an upper end, {@code -999} from zero.
 *
 * @param from 0 or more
 * @param to not less than {@code from}; {@link Long#MAX_VALUE} for no upper end
 */
public record PriceRange(long from, long to) {
    private static final Pattern FORM = Pattern.compile("(\\d{0,15})-(\\d{0,15})");

    /** @throws IllegalArgumentException if the range starts below 0 or ends before it starts */
    public PriceRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("a price range starts at 0 or more and does not end before that");
        }
    }

    /** Parses the text form; empty if the text has another form. */
    public static Optional<PriceRange> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || text.length() < 2) {
            return Optional.empty();
        }
        long from = matcher.group(1).isEmpty() ? 0 : Long.parseLong(matcher.group(1));
        long to = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
        return to < from ? Optional.empty() : Optional.of(new PriceRange(from, to));
    }

    /** Returns whether the range contains an amount in minor units. */
    public boolean contains(long amount) {
        return from <= amount && amount <= to;
    }

    /** Returns whether the range has no upper end. */
    public boolean open() {
        return to == Long.MAX_VALUE;
    }

    /** Returns the text form that {@link #parse} reads. */
    @Override
    public String toString() {
        return from + "-" + (open() ? "" : to);
    }
}
