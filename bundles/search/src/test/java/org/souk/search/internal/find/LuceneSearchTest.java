package org.souk.search.internal.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.api.catalog.Product;
import org.souk.api.search.SearchQuery;
import org.souk.search.internal.testing.Searched;
import org.souk.search.internal.testing.Shops;
import org.souk.search.internal.testing.Shops.Draft;

class LuceneSearchTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("while the stock service is missing, what the catalog says can be bought can be bought")
    void withoutStock() {
        try (Searched shop =
                Searched.of(Shops.of("en", Draft.of("Boot").counted(), Draft.of("Hat")), folder.resolve("index"))) {
            shop.stock().levels().putAll(Map.of("SKU-BOOT", 0));
            assertThat(new LuceneSearch(null)
                            .find(shop, SearchQuery.of("boot", 5))
                            .orElseThrow()
                            .items())
                    .extracting(Product::handle)
                    .containsExactly("boot");
        }
    }

    @Test
    @DisplayName("no service that goes takes the search with it")
    void stays() throws IOException {
        String name = "/OSGI-INF/" + LuceneSearch.class.getName() + ".xml";
        try (InputStream in = Objects.requireNonNull(LuceneSearch.class.getResourceAsStream(name))) {
            String component = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(component.split("<reference ")).hasSize(2);
            assertThat(component).contains("cardinality=\"0..1\"").contains("policy=\"dynamic\"");
        }
    }
}
