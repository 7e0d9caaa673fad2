package org.souk.api.catalog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a shop looks: checked options of the built-in theme.
 *
 * @param colors {@code #rgb} or {@code #rrggbb} by role: primary, onPrimary, background, surface, text, muted, accent, border; a missing
 *     role has the theme's default
 * @param headingFont serif, sans, slab, rounded, mono or display
 * @param bodyFont as for headings
 * @param radius of rounded corners in CSS pixels, 0 to 32
 * @param layout classic, bold or gallery
 * @param logo image in {@code static/}, or null
 * @param favicon image in {@code static/}, or null
 * @param stylesheet file in {@code static/} that is loaded after the theme's own, or null
 * @param hero banner of the home page, or null
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
    /** The theme with default options. */
    public static final Theme PLAIN = new Theme(Map.of(), "sans", "sans", 8, "classic", null, null, null, null);

    /** The banner of the home page. The image is a file in {@code static/}; image, link and button text may be null. */
    public record Hero(
            String title,
            String text,
            @Nullable String image,
            @Nullable String link,
            @Nullable String button) {}

    public Theme {
        colors = Map.copyOf(colors);
    }
}
