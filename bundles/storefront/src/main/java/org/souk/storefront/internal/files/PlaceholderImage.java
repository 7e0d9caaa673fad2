package org.souk.storefront.internal.files;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.souk.api.catalog.Theme;

/**
 * Draws SVG images in the colours of a shop, for products, collections and shops without a picture. The same title always gets the same
 * image.
 */
final class PlaceholderImage {
    private static final String[] MOTIFS = {
        "<circle cx=\"300\" cy=\"110\" r=\"120\"/><circle cx=\"80\" cy=\"330\" r=\"90\"/>",
        "<path d=\"M0 280Q100 200 200 280T400 280V400H0Z\"/><circle cx=\"310\" cy=\"90\" r=\"50\"/>",
        "<path d=\"M0 400L150 170L250 300L310 230L400 400Z\"/><circle cx=\"100\" cy=\"90\" r=\"46\"/>",
        "<rect x=\"40\" y=\"40\" width=\"150\" height=\"320\" rx=\"75\"/><rect x=\"220\" y=\"150\" width=\"150\" height=\"210\" rx=\"75\"/>",
        "<path d=\"M200 40L360 200L200 360L40 200Z\"/>",
    };

    private static final Pattern LETTER = Pattern.compile("[\\p{L}\\p{N}·]{1,2}");
    /** The format of {@link #code}: motif, tint, two initials. Upper case turns some letters into several characters. */
    private static final Pattern CODE =
            Pattern.compile("([0-" + (MOTIFS.length - 1) + "])([ais])-([\\p{L}\\p{M}\\p{N}·]{1,12})");

    private PlaceholderImage() {}

    /** The code of the image for a title, which is its file name in a URL: motif, tint, initials. */
    static String code(String title) {
        int hash = title.hashCode() * 0x9E3779B9;
        int tint = hash >>> 28;
        return Math.floorMod(hash, MOTIFS.length) + (tint < 6 ? "a" : tint < 11 ? "i" : "s") + "-" + initials(title);
    }

    /** The letter on the icon of a shop. */
    static String letter(String name) {
        String initials = initials(name);
        return initials.substring(0, initials.offsetByCodePoints(0, 1));
    }

    /** The image of 400 by 400 pixels; empty if the text is no {@link #code}. */
    static Optional<String> of(String code, Theme theme) {
        Matcher parts = CODE.matcher(code);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String foreground = ThemeStylesheet.color(theme, "primary");
        String background = ThemeStylesheet.color(theme, "border");
        String tint =
                switch (parts.group(2)) {
                    case "a" -> ThemeStylesheet.color(theme, "accent");
                    case "i" -> foreground;
                    default -> ThemeStylesheet.color(theme, "surface");
                };
        return Optional.of("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 400\" role=\"img\">"
                + "<rect width=\"400\" height=\"400\" fill=\"" + background
                + "\"/><rect width=\"400\" height=\"400\" fill=\""
                + tint + "\" fill-opacity=\".16\"/>"
                + "<g fill=\"" + foreground + "\" fill-opacity=\".09\">" + MOTIFS[Integer.parseInt(parts.group(1))]
                + "</g>"
                + "<text x=\"200\" y=\"236\" text-anchor=\"middle\" font-family=\"Georgia,serif\" font-size=\"108\" fill=\""
                + foreground
                + "\" fill-opacity=\".62\">" + escape(parts.group(3)) + "</text></svg>");
    }

    /** The icon for a browser tab; empty if the text is no {@link #letter}. */
    static Optional<String> icon(String letter, Theme theme) {
        if (!LETTER.matcher(letter).matches()) {
            return Optional.empty();
        }
        String foreground = ThemeStylesheet.color(theme, "onPrimary");
        String background = ThemeStylesheet.color(theme, "primary");
        return Optional.of(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><rect width=\"64\" height=\"64\" rx=\"14\" fill=\""
                        + background
                        + "\"/><text x=\"32\" y=\"44\" text-anchor=\"middle\" font-family=\"Georgia,serif\" font-size=\"36\" fill=\""
                        + foreground + "\">" + escape(letter) + "</text></svg>");
    }

    private static String initials(String title) {
        StringBuilder initials = new StringBuilder();
        for (String word : title.strip().split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty() && initials.codePointCount(0, initials.length()) < 2) {
                initials.appendCodePoint(word.codePointAt(0));
            }
        }
        return initials.isEmpty() ? "·" : initials.toString().toUpperCase(Locale.ROOT);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
