package org.souk.deployer.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema that editors use and the reader say the same. */
class SchemaTest {
    /** The keys that {@code catalog.yaml} may have, by path in the schema; {@code []} is an entry of a list. */
    private static final Map<String, Set<String>> KEYS = Map.ofEntries(
            Map.entry("", CatalogKeys.TOP),
            Map.entry("contact", CatalogKeys.CONTACT),
            Map.entry("session", CatalogKeys.SESSION),
            Map.entry("customers", CatalogKeys.CUSTOMERS),
            Map.entry("orders", CatalogKeys.ORDERS),
            Map.entry("tax", CatalogKeys.TAX),
            Map.entry("tax.rates[]", CatalogKeys.RATE),
            Map.entry("shipping[]", CatalogKeys.SHIPPING),
            Map.entry("payments[]", CatalogKeys.PAYMENT),
            Map.entry("coupons[]", CatalogKeys.COUPON),
            Map.entry("theme", CatalogKeys.THEME),
            Map.entry("theme.colors", CatalogKeys.COLORS),
            Map.entry("theme.fonts", CatalogKeys.FONTS),
            Map.entry("theme.hero", CatalogKeys.HERO));

    private final Map<String, Object> schema = load();

    @SuppressWarnings("unchecked")
    private static Map<String, Object> load() {
        try (InputStream in = CatalogReader.class.getResourceAsStream("/catalog.schema.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theSameKeysEverywhere() {
        Map<String, Set<String>> found = new HashMap<>();
        keys("", schema, found);
        assertThat(found).isEqualTo(KEYS);
    }

    @Test
    void theSameWords() {
        assertThat(words("theme", "layout")).isEqualTo(ThemeReader.LAYOUTS);
        assertThat(words("theme", "fonts", "heading")).isEqualTo(ThemeReader.HEADING_FONTS);
        assertThat(words("theme", "fonts", "body")).isEqualTo(ThemeReader.BODY_FONTS);
    }

    @SuppressWarnings("unchecked")
    private void keys(String path, Map<String, Object> node, Map<String, Set<String>> found) {
        if (node.get("properties") instanceof Map<?, ?> properties) {
            assertThat(node).as(path).containsEntry("additionalProperties", false);
            Map<String, Object> named = (Map<String, Object>) properties;
            found.put(path, named.keySet());
            named.forEach((name, child) ->
                    keys(path.isEmpty() ? name : path + "." + name, (Map<String, Object>) child, found));
        } else if (node.get("items") instanceof Map<?, ?> items) {
            keys(path + "[]", (Map<String, Object>) items, found);
        }
    }

    @SuppressWarnings("unchecked")
    private Set<String> words(String... path) {
        Map<String, Object> node = schema;
        for (String name : path) {
            node = (Map<String, Object>) ((Map<String, Object>) node.get("properties")).get(name);
        }
        return Set.copyOf((List<String>) node.get("enum"));
    }
}
