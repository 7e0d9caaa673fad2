package org.souk.deployer.internal.read;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.Theme;
import org.souk.deployer.internal.read.text.StaticFileName;
import org.souk.deployer.internal.read.yaml.YamlMap;
import org.souk.deployer.internal.read.yaml.YamlNode;

/** Reads the theme from {@code catalog.yaml}. It validates every value, because the storefront writes them into a stylesheet. */
final class ThemeReader {
    static final Set<String> BODY_FONTS = Set.of("serif", "sans", "slab", "rounded", "mono");
    static final Set<String> HEADING_FONTS = Set.of("serif", "sans", "slab", "rounded", "mono", "display");
    static final Set<String> LAYOUTS = Set.of("classic", "bold", "gallery");

    private static final Function<String, String> COLOR =
            YamlNode.matching("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", "is no colour; write it in quotes like \"#7a3b12\"");
    private static final Function<String, String> LINK = YamlNode.matching(
            "/(?!/)\\S*|https?://\\S+",
            "is no link; write a page of the shop, like /c/saddles, or an address with https://");

    private ThemeReader() {}

    static Theme read(YamlMap top, CatalogFiles files) {
        YamlMap m = top.map("theme", CatalogKeys.THEME);
        YamlMap fonts = m.map("fonts", CatalogKeys.FONTS);
        return new Theme(
                colors(m),
                fonts.word("heading", HEADING_FONTS, Theme.PLAIN.headingFont()),
                fonts.word("body", BODY_FONTS, Theme.PLAIN.bodyFont()),
                m.integer("radius", 0, 32, Theme.PLAIN.radius()),
                m.word("layout", LAYOUTS, Theme.PLAIN.layout()),
                staticFile(m, "logo", files),
                staticFile(m, "favicon", files),
                staticFile(m, "stylesheet", files),
                m.get("hero")
                        .flatMap(node -> node.map(CatalogKeys.HERO))
                        .map(hero -> hero(hero, files))
                        .orElse(null));
    }

    private static Theme.Hero hero(YamlMap m, CatalogFiles files) {
        return new Theme.Hero(
                m.line("title", 200),
                m.text("text", 1000),
                staticFile(m, "image", files),
                m.parsed("link", LINK).orElse(null),
                m.get("button").flatMap(n -> n.line(60)).orElse(null));
    }

    private static Map<String, String> colors(YamlMap m) {
        Map<String, String> colors = new HashMap<>();
        m.map("colors", CatalogKeys.COLORS).values().forEach((role, node) -> node.parsed(COLOR)
                .ifPresent(color -> colors.put(role, color)));
        return colors;
    }

    private static @Nullable String staticFile(YamlMap m, String key, CatalogFiles files) {
        return m.get(key).flatMap(node -> staticFile(node, key + ": ", files)).orElse(null);
    }

    /** The name of a file in {@code static/}. Warns if there is none; the warning starts with the prefix. */
    static Optional<String> staticFile(YamlNode node, String prefix, CatalogFiles files) {
        return node.parsed(StaticFileName::read).filter(name -> {
            boolean there = files.size("static/" + name) >= 0;
            if (!there) {
                node.warning(prefix + "there is no file static/" + name + "; add it or remove this line");
            }
            return there;
        });
    }
}
