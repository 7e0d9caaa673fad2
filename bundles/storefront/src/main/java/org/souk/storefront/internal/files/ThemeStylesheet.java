package org.souk.storefront.internal.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.souk.api.catalog.Theme;
import org.souk.storefront.internal.text.Links;

/** The built-in stylesheet with the colours, fonts and corner radius of a shop. */
public final class ThemeStylesheet {
    private static final String BASE = resource("theme.css");
    private static final String BASE_HASH = Hashes.of(BASE);
    private static final String SCRIPT = resource("shop.js");
    private static final String SCRIPT_HASH = Hashes.of(SCRIPT);

    private static final Map<String, String> COLORS = new TreeMap<>(Map.of(
            "primary", "#1f3a34",
            "onPrimary", "#ffffff",
            "background", "#faf9f7",
            "surface", "#ffffff",
            "text", "#1c1b1a",
            "muted", "#625d57",
            "accent", "#b4532a",
            "border", "#e4e0da"));

    private static final Map<String, String> FONTS = Map.of(
            "serif",
                    "\"Iowan Old Style\",\"Palatino Linotype\",Palatino,\"Book Antiqua\",Georgia,\"Liberation Serif\",serif",
            "sans",
                    "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\",\"Liberation Sans\",Arial,sans-serif",
            "slab", "Rockwell,\"Rockwell Nova\",\"Roboto Slab\",\"DejaVu Serif\",\"Sitka Small\",serif",
            "rounded",
                    "ui-rounded,\"SF Pro Rounded\",\"Hiragino Maru Gothic ProN\",Quicksand,Nunito,Comfortaa,\"Varela Round\",system-ui,\"DejaVu Sans\",sans-serif",
            "mono", "ui-monospace,\"Cascadia Code\",\"SF Mono\",Menlo,Consolas,\"Liberation Mono\",monospace",
            "display",
                    "Didot,\"Bodoni MT\",\"Playfair Display\",\"Big Caslon\",\"Hoefler Text\",Georgia,\"Liberation Serif\",serif");

    private final Theme theme;
    private final String properties;
    private final String hash;

    public ThemeStylesheet(Theme theme) {
        this.theme = theme;
        StringBuilder css = new StringBuilder(":root{");
        for (String role : COLORS.keySet()) {
            css.append("--").append(role).append(':').append(color(theme, role)).append(';');
        }
        css.append("--onAccent:")
                .append(ColorContrast.textOn(color(theme, "accent")))
                .append(';');
        css.append("--heading:").append(font(theme.headingFont())).append(';');
        css.append("--body:").append(font(theme.bodyFont())).append(';');
        css.append("--radius:").append(theme.radius()).append("px}\n");
        properties = css.toString();
        hash = Hashes.of(properties);
    }

    public String css() {
        return properties + BASE;
    }

    /** The URL of the stylesheet. It contains a hash of the shop's design, then one of the built-in stylesheet. */
    public String address() {
        return "/assets/" + hash + BASE_HASH + "/shop.css";
    }

    public boolean hasSameCss(ThemeStylesheet other) {
        return hash.equals(other.hash);
    }

    /** Whether a segment of an address starts with the hash of this design. The built-in stylesheet may be of another release. */
    public boolean matches(String segment) {
        return segment.startsWith(hash);
    }

    public String placeholderAddress(String title) {
        return "/assets/" + hash + "/drawn/" + Links.segment(PlaceholderImage.code(title)) + ".svg";
    }

    public String iconAddress(String name) {
        return "/assets/" + hash + "/icon/" + Links.segment(PlaceholderImage.letter(name)) + ".svg";
    }

    /** The placeholder image; empty if the code is not valid. */
    public Optional<String> placeholder(String code) {
        return PlaceholderImage.of(code, theme);
    }

    /** The icon; empty if the text is not one letter or digit. */
    public Optional<String> icon(String letter) {
        return PlaceholderImage.icon(letter, theme);
    }

    public static String script() {
        return SCRIPT;
    }

    public static String scriptAddress() {
        return "/assets/" + SCRIPT_HASH + "/shop.js";
    }

    static String color(Theme theme, String role) {
        return theme.colors().getOrDefault(role, requireNonNull(COLORS.get(role)));
    }

    private static String font(String name) {
        return FONTS.getOrDefault(name, String.valueOf(FONTS.get("sans")));
    }

    private static String resource(String name) {
        try (InputStream in = ThemeStylesheet.class.getResourceAsStream(name)) {
            return new String(requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
