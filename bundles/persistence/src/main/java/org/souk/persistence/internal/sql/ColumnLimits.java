package org.souk.persistence.internal.sql;

/** Checks values against the limits of their columns before they reach the database. */
public final class ColumnLimits {
    private ColumnLimits() {}

    /**
     * Returns the text unchanged.
     *
     * @throws IllegalArgumentException if it is longer than the limit, or contains a character that PostgreSQL cannot store
     */
    public static String exactly(String name, String text, int most) {
        if (text.length() > most) {
            throw new IllegalArgumentException(name + " has more than " + most + " characters");
        }
        if (!storable(text).equals(text)) {
            throw new IllegalArgumentException(name + " holds a NUL or half a character");
        }
        return text;
    }

    /** Shortens a text that is only displayed, and replaces characters that PostgreSQL cannot store. */
    public static String shortened(String text, int most) {
        String whole = storable(text);
        if (whole.length() <= most) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(most - 2)) ? most - 2 : most - 1;
        return whole.substring(0, end) + "…";
    }

    /**
     * Returns the number unchanged.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public static int positive(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " is less than 1");
        }
        return number;
    }

    private static String storable(String text) {
        if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c != 0)
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\ufffd' : c)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
