package org.souk.common.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Normalises text that comes from outside: tables, YAML, forms, JSON, names of files. Java's {@code strip} and {@code isBlank} do not know
 * the no-break and zero-width spaces that spreadsheets and web pages leave behind.
 *
 * <ul>
 *   <li><b>Blanks</b> are Unicode's White_Space, U+001C to U+001F, and characters that show nothing: U+00AD, U+180E, U+200B, U+2060 to
 *       U+2064, U+206A to U+206F, U+FEFF, U+2800, U+3164 and U+FFA0. Marks of direction count as blank at the ends of a text.
 *   <li>Joiners (U+200C, U+200D), variation selectors and tags belong to the letter or emoji before them and stay.
 *   <li>Other control characters stay; the caller refuses them.
 * </ul>
 */
public final class TextNormalizer {
    /** All characters below it are equal in NFC. */
    private static final int FIRST_COMBINING = 0x300;

    private TextNormalizer() {}

    /** The text without blanks at its ends; {@code ""} if it shows nothing. */
    public static String strip(String text) {
        if (text.isEmpty() || !mayBeBlank(text.charAt(0)) && !mayBeBlank(text.charAt(text.length() - 1))) {
            return text;
        }
        if (isBlank(text)) {
            return "";
        }
        String inner = strip(text, c -> isBlank(c) || isMark(c) || isPaired(c));
        // half of a pair of direction controls would change how the text after it is shown
        return inner.chars().anyMatch(TextNormalizer::isPaired) ? strip(text, c -> isBlank(c) || isMark(c)) : inner;
    }

    /** The text in NFC, without blanks at its ends. This is the form to keep and to show. */
    public static String clean(String text) {
        return strip(nfc(text));
    }

    /** {@link #clean}, with each run of blanks within as one space. Texts that look the same are equal; their case counts. */
    public static String caseKey(String text) {
        String clean = clean(text);
        if (clean.chars().noneMatch(c -> c != ' ' && mayBeBlank(c)) && !clean.contains("  ")) {
            return clean;
        }
        StringBuilder key = new StringBuilder(clean.length());
        boolean space = false;
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (isBlank(c) || isMark(c) || isPaired(c)) {
                space |= isSpace(c);
                continue;
            }
            if (space) {
                key.append(' ');
                space = false;
            }
            key.append(c);
        }
        // letters may combine when an invisible character between them is gone
        return nfc(key.toString());
    }

    /** {@link #caseKey} without regard to case, in any script. */
    public static String key(String text) {
        return nfc(caseKey(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    /** Whether the text shows nothing: it is empty, or has blanks and parts of letters only. */
    public static boolean isBlank(CharSequence text) {
        return text.codePoints().allMatch(c -> isBlank(c) || isMark(c) || isPaired(c) || isPart(c));
    }

    /** Whether a character is a blank. */
    public static boolean isBlank(int c) {
        return switch (c) {
            case 0xAD, 0x180E, 0x200B, 0xFEFF, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> isSpace(c) || c >= 0x2060 && c <= 0x2064 || c >= 0x206A && c <= 0x206F;
        };
    }

    /** A blank that has a width. */
    private static boolean isSpace(int c) {
        return c <= ' '
                ? c == ' ' || c >= '\t' && c <= '\r' || c >= 0x1C
                : c >= 0x85 && (c == 0x85 || c == 0x2800 || c == 0x3164 || c == 0xFFA0 || Character.isSpaceChar(c));
    }

    /** A mark of direction that stands alone. */
    private static boolean isMark(int c) {
        return c == 0x200E || c == 0x200F || c == 0x61C;
    }

    /** A control of direction that another one ends, or that ends another. */
    private static boolean isPaired(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    /** What changes the character before it and shows nothing alone. */
    private static boolean isPart(int c) {
        return c == 0x200C
                || c == 0x200D
                || c == 0x34F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || c >= 0x180B && c <= 0x180F
                || c >= 0xFE00 && c <= 0xFE0F
                || c >= 0xE0000 && c <= 0xE0FFF;
    }

    private static boolean mayBeBlank(int c) {
        return c <= ' '
                || c >= 0x80 && (isBlank(c) || isMark(c) || isPaired(c) || isPart(c) || c >= 0xD800 && c <= 0xDFFF);
    }

    private static String strip(String text, IntPredicate blank) {
        int start = 0;
        int end = text.length();
        while (start < end && blank.test(text.charAt(start))) {
            start++;
        }
        while (end > start && blank.test(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The text in NFC, with its blanks, for example the name of a file. */
    public static String nfc(String text) {
        return text.chars().allMatch(c -> c < FIRST_COMBINING) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
