package org.souk.deployer.internal.read;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.Theme;
import org.souk.deployer.internal.read.text.StaticFileName;
import org.souk.deployer.internal.read.yaml.YamlMap;

/** Reads the theme from {@code catalog.yaml}. It validates every value, because the storefront writes them into a stylesheet. */
final class ThemeReader {
    static final Set<String> BODY_FONTS = Set.of("serif", "sans", "slab", "rounded", "mono");
    static final Set<String> HEADING_FONTS = Set.of("serif", "sans", "slab", "rounded", "mono", "display");
    static final Set<String> LAYOUTS = Set.of("classic", "bold", "gallery");

    private ThemeReader() {}

    static Theme read(YamlMap top, CatalogFiles files) {
        return top.map("theme", CatalogKeys.THEME).map(m -> theme(m, files)).orElse(Theme.PLAIN);
    }

    private static Theme theme(YamlMap m, CatalogFiles files) {
        YamlMap fonts = m.map("fonts", CatalogKeys.FONTS).orElse(new YamlMap(m.self(), Map.of()));
        return new Theme(
                colors(m),
                fonts.word("heading", HEADING_FONTS, Theme.PLAIN.headingFont()),
                fonts.word("body", BODY_FONTS, Theme.PLAIN.bodyFont()),
                m.integer("radius", 0, 32, Theme.PLAIN.radius()),
                m.word("layout", LAYOUTS, Theme.PLAIN.layout()),
                staticFile(m, "logo", files),
                staticFile(m, "favicon", files),
                staticFile(m, "stylesheet", files),
                m.map("hero", CatalogKeys.HERO).map(h -> hero(h, files)).orElse(null));
    }

    private static Theme.Hero hero(YamlMap m, CatalogFiles files) {
        return new Theme.Hero(
                m.line("title", 200),
                m.text("text", 1000),
                staticFile(m, "image", files),
                m.parsed("link", ThemeReader::link).orElse(null),
                m.get("button").flatMap(n -> n.line(60)).orElse(null));
    }

    private static Map<String, String> colors(YamlMap m) {
        Map<String, String> colors = new HashMap<>();
        m.map("colors", CatalogKeys.COLORS).ifPresent(map -> map.values()
                .forEach((role, node) -> node.parsed(ThemeReader::color).ifPresent(c -> colors.put(role, c))));
        return colors;
    }

    private static String color(String text) {
        if (!text.matches("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")) {
            throw new IllegalArgumentException("'" + text + "' is no colour; write it in quotes like \"#7a3b12\"");
        }
        return text;
    }

    private static String link(String text) {
        if (!text.matches("/(?!/)\\S*|https?://\\S+")) {
            throw new IllegalArgumentException("'" + text
                    + "' is no link; write a page of the shop, like /c/saddles, or an address with https://");
        }
        return text;
    }

    private static @Nullable String staticFile(YamlMap m, String key, CatalogFiles files) {
        return m.get(key)
                .flatMap(node -> node.parsed(StaticFileName::read).filter(name -> {
                    boolean there = files.size("static/" + name) >= 0;
                    if (!there) {
                        node.warning(key + ": there is no file static/" + name + "; add it or remove this line");
                    }
                    return there;
                }))
                .orElse(null);
    }
}
