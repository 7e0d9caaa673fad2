package org.souk.api.search;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prices from one to another, both included, in minor units of the shop's currency. Written {@code 1000-4999}, {@code 5000-} for all from
 * there, {@code -999} for all up to there.
 *
 * @param from 0 or more
 * @param to not below {@code from}; {@link Long#MAX_VALUE}: no end
 */
public record PriceRange(long from, long to) {
    private static final Pattern FORM = Pattern.compile("(\\d{0,15})-(\\d{0,15})");

    /**
     * @throws IllegalArgumentException if it starts below 0 or ends before it starts
     */
    public PriceRange {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("a price range starts at 0 or more and does not end before that");
        }
    }

    /** The range that is written so; empty if it is none. */
    public static Optional<PriceRange> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || text.length() < 2) {
            return Optional.empty();
        }
        long from = matcher.group(1).isEmpty() ? 0 : Long.parseLong(matcher.group(1));
        long to = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
        return to < from ? Optional.empty() : Optional.of(new PriceRange(from, to));
    }

    /** Whether that amount lies in it. */
    public boolean holds(long amount) {
        return from <= amount && amount <= to;
    }

    /** Whether it goes on without end. */
    public boolean open() {
        return to == Long.MAX_VALUE;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return from + "-" + (open() ? "" : to);
    }
}
