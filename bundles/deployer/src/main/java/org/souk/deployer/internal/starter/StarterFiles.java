package org.souk.deployer.internal.starter;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.souk.api.catalog.CatalogStarter.NewCatalog;
import org.souk.common.text.TextNormalizer;

/** The template files of a new catalog. Placeholders such as {@code ${shopName}} have the same names as in the archetype. */
final class StarterFiles {
    /** Resources of a bundle cannot be listed, so their names are repeated here; a test compares them. */
    static final List<String> NAMES = List.of(
            "README.md",
            "catalog.yaml",
            "collections.yaml",
            "policies/returns.md",
            "policies/terms.md",
            "products.csv",
            "static/board.svg",
            "static/candles.svg",
            "static/favicon.svg",
            "static/hero.svg",
            "static/mug-blue.svg",
            "static/mug-cream.svg",
            "static/towel.svg");
    /** The files that have placeholders. */
    private static final List<String> FILLED = List.of("README.md", "catalog.yaml");

    private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");

    private final Map<String, String> values;

    /**
     * @param home home of the distribution, which contains the schema
     */
    StarterFiles(NewCatalog beginning, String home) {
        String id = beginning.id().value();
        List<String> hosts = beginning.hosts().isEmpty() ? List.of(id + ".localhost") : beginning.hosts();
        values = Map.of(
                "catalogId", id,
                "shopName", quoted(TextNormalizer.isBlank(beginning.name()) ? title(id) : beginning.name()),
                "host", hosts.stream().map(StarterFiles::quoted).collect(Collectors.joining("\", \"")),
                "currency", quoted(TextNormalizer.isBlank(beginning.currency()) ? "EUR" : beginning.currency()),
                "locale", quoted(TextNormalizer.isBlank(beginning.locale()) ? "en" : beginning.locale()),
                "soukHome", home);
    }

    /** Writes the files into an existing, empty folder. */
    void write(Path folder) throws IOException {
        for (String name : NAMES) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, FILLED.contains(name) ? filled(read(name)) : read(name));
        }
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = StarterFiles.class.getResourceAsStream("/starter/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("starter/" + name + " is not in this bundle");
            }
            return in.readAllBytes();
        }
    }

    private byte[] filled(byte[] template) {
        return NAME.matcher(new String(template, StandardCharsets.UTF_8))
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Turns {@code corner-bakery} into {@code Corner Bakery}. */
    private static String title(String id) {
        return Pattern.compile("-*([a-z0-9])([a-z0-9]*)-*")
                .matcher(id)
                .replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT) + word.group(2) + " ")
                .strip();
    }

    /** Escapes a text for a double-quoted YAML string. */
    private static String quoted(String text) {
        return Pattern.compile("[\\\\\"\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]")
                .matcher(text)
                .replaceAll(odd -> Matcher.quoteReplacement(
                        odd.group().matches("[\\\\\"]")
                                ? "\\" + odd.group()
                                : String.format("\\u%04x", (int) odd.group().charAt(0))));
    }
}
