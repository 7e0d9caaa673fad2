package org.souk.search.internal.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Normalises lower-case text so that accents, ligatures, apostrophes and character width do not matter in comparisons. {@link #of} also
 * accepts upper case.
 */
final class Folding {
    private Folding() {}

    static String of(String text) {
        return fold(text.toLowerCase(Locale.ROOT));
    }

    static String fold(String lower) {
        if (plain(lower)) {
            return lower;
        }
        String apart = Normalizer.normalize(lower, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(apart.length() + 4);
        for (int i = 0; i < apart.length(); i++) {
            append(folded, apart.charAt(i));
        }
        // recompose Korean syllables, for example
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static void append(StringBuilder folded, char c) {
        switch (c) {
            case 'ß' -> folded.append("ss");
            case 'æ' -> folded.append("ae");
            case 'œ' -> folded.append("oe");
            case 'þ' -> folded.append("th");
            case 'ø' -> folded.append('o');
            case 'ł' -> folded.append('l');
            case 'đ', 'ð' -> folded.append('d');
            case 'ħ' -> folded.append('h');
            case 'ı' -> folded.append('i');
            case 'ς' -> folded.append('σ');
            case '\'', '’', '‘', '`', '´', '\u00ad' -> {}
            default -> {
                // drops only accents, because vowel signs of other scripts are letters
                if (c < '\u0300' || c > '\u036f') {
                    folded.append(c);
                }
            }
        }
    }

    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 127 || c == '\'' || c == '`') {
                return false;
            }
        }
        return true;
    }
}
