package org.souk.search.internal.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.Product;
import org.souk.api.search.Availability;
import org.souk.api.search.Facet;
import org.souk.api.search.PriceRange;
import org.souk.api.search.SearchPage;
import org.souk.api.search.SearchQuery;
import org.souk.itests.Await;
import org.souk.search.internal.testing.Searched;
import org.souk.search.internal.testing.Shops;
import org.souk.search.internal.testing.Shops.Draft;

class FacetsTest {
    @TempDir
    Path folder;

    private Searched shop() {
        return Searched.of(
                Shops.of(
                        "en",
                        Draft.of("Red boot")
                                .type("Boots")
                                .vendor("A")
                                .option("Colour", "Red")
                                .price(1000),
                        Draft.of("Blue boot")
                                .type("Boots")
                                .vendor("B")
                                .option("Colour", "Blue")
                                .price(2000)
                                .counted(),
                        Draft.of("Red hat")
                                .type("Hats")
                                .vendor("A")
                                .option("Colour", "Red")
                                .price(3000)
                                .tags("new"),
                        Draft.of("Blue hat")
                                .type("Hats")
                                .vendor("A")
                                .option("Colour", "Blue")
                                .price(9000)
                                .counted()),
                folder);
    }

    private static SearchQuery query(
            Map<String, List<String>> filters, List<PriceRange> prices, Availability availability) {
        return new SearchQuery("", "", filters, prices, availability, "", 1, 100);
    }

    private static Map<String, Integer> counts(SearchPage page, String facet) {
        Map<String, Integer> counts = new java.util.LinkedHashMap<>();
        page.facets().stream().filter(f -> f.name().equals(facet)).forEach(f -> f.values()
                .forEach(v -> counts.put(v.value(), v.count())));
        return counts;
    }

    @Test
    @DisplayName("a choice narrows every facet but its own")
    void sideways() {
        try (Searched shop = shop()) {
            SearchPage page = shop.find(query(Map.of("type", List.of("Boots")), List.of(), Availability.ANY));
            assertThat(page.total()).isEqualTo(2);
            assertThat(counts(page, "type")).isEqualTo(Map.of("Boots", 2, "Hats", 2));
            assertThat(counts(page, "vendor")).isEqualTo(Map.of("A", 1, "B", 1));
            SearchPage both = shop.find(query(
                    Map.of("type", List.of("Boots"), "option.Colour", List.of("Red", "Green")),
                    List.of(),
                    Availability.ANY));
            assertThat(both.items()).extracting(Product::handle).containsExactly("red-boot");
            assertThat(counts(both, "type")).isEqualTo(Map.of("Boots", 1, "Hats", 1));
            assertThat(counts(both, "option.Colour")).isEqualTo(Map.of("Red", 1, "Blue", 1));
            assertThat(shop.find(query(Map.of("colour", List.of("x")), List.of(), Availability.ANY))
                            .total())
                    .isZero();
        }
    }

    @Test
    @DisplayName("price ranges narrow all but themselves, and may be given freely")
    void prices() {
        try (Searched shop = shop()) {
            SearchPage page = shop.find(query(Map.of(), List.of(new PriceRange(1000, 2000)), Availability.ANY));
            assertThat(page.items()).extracting(Product::handle).containsExactly("red-boot", "blue-boot");
            assertThat(counts(page, "type")).isEqualTo(Map.of("Boots", 2));
            assertThat(counts(page, Facet.PRICE).values().stream()
                            .mapToInt(n -> n)
                            .sum())
                    .isEqualTo(4);
            counts(page, Facet.PRICE).forEach((range, count) -> {
                PriceRange one = PriceRange.parse(range).orElseThrow();
                assertThat(shop.find(query(Map.of(), List.of(one), Availability.ANY))
                                .total())
                        .isEqualTo(count);
            });
        }
    }

    @Test
    @DisplayName("what sells out drops out of what can be bought within about a second, with no new index")
    void availability() {
        try (Searched shop = shop()) {
            assertThat(counts(shop.find(query(Map.of(), List.of(), Availability.ANY)), Facet.AVAILABLE))
                    .as("all can be bought: no choice")
                    .isEmpty();
            shop.stock().levels().put("SKU-BLUE-HAT", 0);
            SearchQuery wanted = query(Map.of(), List.of(), Availability.AVAILABLE);
            Await.until(Duration.ofSeconds(10), () -> shop.find(wanted).total() == 3);
            SearchPage page = shop.find(wanted);
            assertThat(page.items()).extracting(Product::handle).containsExactly("red-boot", "blue-boot", "red-hat");
            assertThat(counts(page, Facet.AVAILABLE)).isEqualTo(Map.of("true", 3));
            assertThat(counts(page, "type")).isEqualTo(Map.of("Boots", 2, "Hats", 1));
            SearchPage soldOut = shop.find(query(Map.of(), List.of(), Availability.SOLD_OUT));
            assertThat(soldOut.items()).extracting(Product::handle).containsExactly("blue-hat");
            assertThat(counts(soldOut, Facet.AVAILABLE))
                    .as("a choice does not narrow its own facet")
                    .isEqualTo(Map.of("true", 3));
            assertThat(counts(soldOut, "type")).isEqualTo(Map.of("Hats", 1));
        }
    }

    @Test
    @DisplayName("facets come with kind and maker first, the most frequent value first")
    void order() {
        try (Searched shop = shop()) {
            SearchPage page = shop.find(query(Map.of(), List.of(), Availability.ANY));
            assertThat(page.facets())
                    .extracting(Facet::name)
                    .containsExactly("type", "vendor", "price", "option.Colour", "tag");
            assertThat(counts(page, "vendor").keySet()).containsExactly("A", "B");
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("prices are divided at amounts one would say")
    @CsvSource({
        "'500 1000 1500 2000 2500', '0-999=1 1000-1499=1 1500-1999=1 2000-2499=1 2500-=1'",
        "'1250 8900 89900 650 3900 900', '0-899=1 900-1499=2 1500-3999=1 4000-8999=1 9000-=1'",
        "'700 700 700', ''",
        "'1 2', '1-1=1 2-=1'",
    })
    void steps(String prices, String ranges) {
        List<Long> all = new ArrayList<>();
        for (String price : prices.split(" ")) {
            all.add(Long.parseLong(price));
        }
        long[] amounts = all.stream().mapToLong(p -> p).sorted().distinct().toArray();
        int[] counts = new int[amounts.length];
        for (long price : all) {
            counts[java.util.Arrays.binarySearch(amounts, price)]++;
        }
        List<String> found = PriceFacet.of(amounts, counts).stream()
                .map(v -> v.value() + "=" + v.count())
                .toList();
        assertThat(String.join(" ", found)).isEqualTo(ranges);
    }

    @Test
    @DisplayName("values that differ in case or in their blanks are one value, and filters find it in any spelling")
    void valuesThatDifferInCase() {
        Searched searched = Searched.of(
                Shops.of(
                        "en",
                        Draft.of("Rye").type("Bread").vendor("Mill"),
                        Draft.of("Spelt").type("bread").vendor("MILL"),
                        Draft.of("Tea").type("Tea").vendor("Leaf")),
                folder);
        SearchPage page = searched.find(query(Map.of(Facet.TYPE, List.of("BREAD\u00a0")), List.of(), Availability.ANY));
        assertThat(page.items()).extracting(Product::title).containsExactly("Rye", "Spelt");
        assertThat(counts(page, Facet.TYPE)).containsEntry("Bread", 2).doesNotContainKey("bread");
        assertThat(counts(page, Facet.VENDOR)).isEqualTo(Map.of("Mill", 2));
    }
}
