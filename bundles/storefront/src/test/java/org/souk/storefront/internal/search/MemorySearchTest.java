package org.souk.storefront.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.Product;
import org.souk.storefront.internal.testing.SampleShop;

class MemorySearchTest {
    private final SampleShop shop = SampleShop.live();
    private final MemorySearch search = new MemorySearch();

    private List<String> find(String text, Map<String, List<String>> filters, String sort) {
        return search.find(shop, new SearchQuery(text, "", filters, sort, 1, 10)).items().stream()
                .map(Product::handle)
                .toList();
    }

    @Test
    void foldsCaseAndAccents() {
        assertThat(Words.of("Größe Ñandú, L'Été ﬁn — 17½\""))
                .containsExactly("grosse", "nandu", "lete", "fin", "171", "2");
    }

    @Test
    void findsByTheStartOfWords() {
        assertThat(find("SNAF", Map.of(), "")).containsExactly("snaffle-bridle");
        assertThat(find("brid snaff", Map.of(), "")).containsExactly("snaffle-bridle");
        assertThat(find("leath", Map.of(), "")).containsExactly("snaffle-bridle");
        assertThat(find("havana", Map.of(), "")).containsExactly("snaffle-bridle");
        assertThat(find("snaffle nonsense", Map.of(), "")).isEmpty();
        assertThat(find("onclick", Map.of(), "")).isEmpty();
        assertThat(find("…", Map.of(), "")).isEmpty();
    }

    @Test
    void titleComesBeforeTheRest() {
        assertThat(find("b", Map.of(), "")).hasSize(2);
        assertThat(find("brass", Map.of(), "")).containsExactly("brass-star");
    }

    @Test
    void sortsAndPages() {
        assertThat(find("", Map.of(), "")).containsExactly("snaffle-bridle", "brass-star");
        assertThat(find("", Map.of(), "price-asc")).containsExactly("brass-star", "snaffle-bridle");
        assertThat(find("", Map.of(), "price-desc")).containsExactly("snaffle-bridle", "brass-star");
        assertThat(find("", Map.of(), "title")).containsExactly("brass-star", "snaffle-bridle");
        SearchPage second = search.find(shop, new SearchQuery("", "", Map.of(), "", 2, 1));
        assertThat(second.total()).isEqualTo(2);
        assertThat(second.items()).extracting(Product::handle).containsExactly("brass-star");
        assertThat(search.find(shop, new SearchQuery("", "", Map.of(), "", 9, 10))
                        .items())
                .isEmpty();
    }

    @Test
    void filtersAndCounts() {
        assertThat(find("", Map.of("option.Colour", List.of("Havana")), "")).containsExactly("snaffle-bridle");
        assertThat(find("", Map.of("type", List.of("Brasses", "Bridles")), "")).hasSize(2);
        assertThat(find("", Map.of("type", List.of("Brasses"), "vendor", List.of("Tack & Co")), ""))
                .isEmpty();
        assertThat(find("", Map.of("colour", List.of("x")), "")).isEmpty();
        SearchPage page = search.find(shop, new SearchQuery("", "", Map.of("type", List.of("Brasses")), "", 1, 10));
        assertThat(page.facets())
                .filteredOn(f -> f.name().equals("type"))
                .singleElement()
                .satisfies(f -> assertThat(f.values())
                        .containsExactly(new Facet.Value("Brasses", 1), new Facet.Value("Bridles", 1)));
    }

    @Test
    void staysInItsCollection() {
        SearchQuery query = new SearchQuery("", "bridles", Map.of(), "", 1, 10);
        assertThat(search.find(shop, query).items()).extracting(Product::handle).containsExactly("snaffle-bridle");
        assertThat(search.find(shop, new SearchQuery("", "nothing", Map.of(), "", 1, 10))
                        .total())
                .isZero();
    }
}
