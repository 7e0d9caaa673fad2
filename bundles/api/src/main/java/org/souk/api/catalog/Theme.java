package org.souk.api.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the built-in theme is dressed. All values are checked: colours are {@code #rgb}, {@code #rrggbb}, fonts are names of the
 * theme's stacks, files are names in {@code static/}.
 *
 * @param colors by role: primary, onPrimary, background, surface, text, muted, accent, border; absent: the theme's own
 * @param headingFont serif, sans, slab, rounded, mono or display
 * @param bodyFont the same
 * @param radius of corners in CSS pixels, 0 to 32
 * @param layout classic, bold or gallery
 * @param logo picture, or null
 * @param favicon picture, or null
 * @param stylesheet loaded after the theme's, or null
 * @param hero the large picture and words of the home page, or null
 */
public record Theme(
        Map<String, String> colors,
        String headingFont,
        String bodyFont,
        int radius,
        String layout,
        @Nullable String logo,
        @Nullable String favicon,
        @Nullable String stylesheet,
        @Nullable Hero hero) {
    /** The theme undressed. */
    public static final Theme PLAIN = new Theme(Map.of(), "sans", "sans", 8, "classic", null, null, null, null);

    /** The head of the home page; image, link and button may be null. */
    public record Hero(
            String title,
            String text,
            @Nullable String image,
            @Nullable String link,
            @Nullable String button) {}

    /** Takes a copy. */
    public Theme {
        colors = Map.copyOf(colors);
    }
}
