package org.souk.storefront.internal.template;

/**
 * Searches for one text in others. {@link String#indexOf(String)} may take time proportional to the product of both lengths, and nothing can
 * interrupt it; this class takes time proportional to their sum (Knuth, Morris and Pratt 1977).
 */
final class TextSearch {
    /** Up to this length the product is small, and {@code indexOf} is faster. */
    private static final int SHORT = 16;

    private final String what;
    /** For each prefix of the text, the length of its longest proper prefix that is also its suffix. */
    private final int[] borders;

    /** @param what not empty */
    TextSearch(String what) {
        this.what = what;
        this.borders = what.length() <= SHORT ? new int[0] : borders(what);
    }

    /** Charges a search before it begins. */
    static void charge(RenderBudget budget, String text, String what) {
        // at each position indexOf tries up to 16 characters; a longer text needs a table and two steps
        budget.work(1 + (text.length() + what.length()) / 4);
    }

    /** The first position from the given one; -1 if there is none. */
    int indexIn(String text, int from) {
        if (what.length() <= SHORT) {
            return text.indexOf(what, from);
        }
        int matched = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            while (matched > 0 && c != what.charAt(matched)) {
                matched = borders[matched - 1];
            }
            if (c == what.charAt(matched) && ++matched == what.length()) {
                return i - matched + 1;
            }
        }
        return -1;
    }

    private static int[] borders(String text) {
        int[] borders = new int[text.length()];
        int length = 0;
        for (int i = 1; i < text.length(); i++) {
            while (length > 0 && text.charAt(i) != text.charAt(length)) {
                length = borders[length - 1];
            }
            if (text.charAt(i) == text.charAt(length)) {
                length++;
            }
            borders[i] = length;
        }
        return borders;
    }
}
