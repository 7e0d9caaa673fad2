package org.souk.search.internal.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.search.Availability;
import org.souk.api.search.SearchPage;
import org.souk.api.search.SearchQuery;
import org.souk.search.internal.testing.Searched;
import org.souk.search.internal.testing.Shops;
import org.souk.search.internal.testing.Shops.Draft;

class SearchTest {
    @TempDir
    Path folder;

    private Searched shop;

    @BeforeEach
    void open() {
        List<Product> products = List.of(
                        Draft.of("Snaffle bridle")
                                .html(
                                        "<p onclick=\"x()\">English <b>leather</b> &amp; brass.</p><script>alert(1)</script>")
                                .vendor("Tack & Co")
                                .type("Bridles")
                                .tags("leather")
                                .option("Colour", "Havana")
                                .price(8900),
                        Draft.of("Brass star").type("Brasses").price(1250),
                        Draft.of("Leather headcollar")
                                .html("Goes with a bridle.")
                                .type("Headcollars")
                                .option("Colour", "Black")
                                .price(3900),
                        Draft.of("Saddle soap")
                                .html("For leather")
                                .type("Grooming")
                                .price(650),
                        Draft.of("Jumping saddle").type("Saddles").price(89900),
                        Draft.of("Soap for the saddle room, two saddles and more")
                                .type("Grooming")
                                .price(900))
                .stream()
                .map(Draft::product)
                .toList();
        Catalog catalog = Shops.of(
                "en-GB",
                products,
                List.of(Shops.collection("chosen", List.of(products.get(4), products.get(0), products.get(3)))));
        shop = Searched.of(catalog, folder.resolve("index"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @DisplayName("all words must fit: whole, inflected, or the last begun; title before properties before description")
    @CsvSource(
            nullValues = "-",
            value = {
                "SNAF, snaffle-bridle",
                "bridles, snaffle-bridle leather-headcollar",
                "bridle sna, snaffle-bridle",
                "brid snaff, snaffle-bridle",
                "leather, leather-headcollar snaffle-bridle saddle-soap",
                "leath, leather-headcollar snaffle-bridle saddle-soap",
                "havana, snaffle-bridle",
                "saddles, saddle-soap jumping-saddle soap-for-the-saddle-room-two-saddles-and-more",
                "the saddle soap, saddle-soap soap-for-the-saddle-room-two-saddles-and-more",
                "snaffle nonsensical, -",
                "onclick, -",
                "alert, -",
                "…, -",
                "amp, -",
                "SKU-BRASS-STAR, brass-star",
                "sku-brass-star star, brass-star",
            })
    void words(String text, String handles) {
        assertThat(shop.find(text)).isEqualTo(handles == null ? List.of() : List.of(handles.split(" ")));
    }

    @ParameterizedTest(name = "{0} is taken for {1}")
    @DisplayName("typing errors are forgiven, and told")
    @CsvSource({
        "snafle, snaffle, snaffle-bridle",
        "sanffle bridel, snaffle bridle, snaffle-bridle",
        "hedcollar, headcollar, leather-headcollar",
        "jmuping saddle, jumping saddle, jumping-saddle",
        "ridle snaffle, bridle snaffle, snaffle-bridle",
        "snafl, snaffle, snaffle-bridle",
        "brass soaps jumbing, -, -",
    })
    void errors(String typed, String corrected, String handle) {
        SearchPage page = shop.find(SearchQuery.of(typed, 5));
        if (corrected.equals("-")) {
            assertThat(page.items()).isEmpty();
            assertThat(page.corrected()).isEmpty();
        } else {
            assertThat(page.corrected()).hasValue(corrected);
            assertThat(page.items().get(0).handle()).isEqualTo(handle);
        }
    }

    @Test
    @DisplayName("what is known is not corrected, and short words and numbers are taken as they are")
    void known() {
        assertThat(shop.find(SearchQuery.of("bridles", 5)).corrected()).isEmpty();
        assertThat(shop.find(SearchQuery.of("the saddle soap", 5)).corrected()).isEmpty();
        assertThat(shop.find("sta")).containsExactly("brass-star");
        assertThat(shop.find("sto")).isEmpty();
        assertThat(shop.find("brass 17")).isEmpty();
    }

    @Test
    @DisplayName("one letter finds what more letters would, by one term and not by all words that begin with it")
    void letters() throws IOException {
        Catalog catalog = Shops.of(
                "de",
                Draft.of("Österreich-Karte"),
                Draft.of("Karte").vendor("Ofen & Söhne"),
                Draft.of("\ud835\udd38bc"),
                Draft.of("Tafel").html("Ohne Rahmen"));
        try (Searched german = Searched.of(catalog, folder.resolve("letters"))) {
            assertThat(german.find("o")).containsExactly("österreich-karte", "karte");
            assertThat(german.find("Ö")).containsExactly("österreich-karte", "karte");
            assertThat(german.find("\ud835\udd38")).containsExactly("\ud835\udd38bc");
            String code = german.catalog().products().get(1).variants().get(0).barcode();
            assertThat(german.find(code.substring(0, 1))).contains("karte");
            assertThat(german.find("x")).isEmpty();
            for (String letter : List.of("o", code.substring(0, 1))) {
                QueryText typed = QueryText.of(letter, german.index().analyzer());
                assertThat(new TextQueryBuilder(german.index(), typed, false)
                                .query()
                                .orElseThrow()
                                .toString())
                        .contains("First:" + letter)
                        .doesNotContain("*");
            }
        }
    }

    @Test
    @DisplayName("no character has a meaning, and no text is too long")
    void characters() {
        for (String text : List.of(
                "title:snaffle",
                "snaf*",
                "\"snaffle",
                "(((",
                "AND OR NOT",
                "+-&&||!(){}[]^\"~*?:\\/",
                "x".repeat(5_000),
                "a ".repeat(5_000),
                "\u0000\ud800",
                "snaffle~2")) {
            assertThat(shop.find(SearchQuery.of(text, 5)).total()).isBetween(0, 6);
        }
        assertThat(shop.find("snaffle AND bridle")).containsExactly("snaffle-bridle");
    }

    @Test
    @DisplayName("barcodes are found whole")
    void barcodes() {
        String code = shop.catalog().products().get(2).variants().get(0).barcode();
        assertThat(shop.find(code)).contains("leather-headcollar");
        assertThat(shop.find(" " + code + " ")).contains("leather-headcollar");
    }

    @Test
    @DisplayName("a collection keeps its order and its borders, searched or not")
    void collection() {
        assertThat(handles(query("", "chosen", ""))).containsExactly("jumping-saddle", "snaffle-bridle", "saddle-soap");
        assertThat(handles(query("saddle", "chosen", ""))).containsExactly("jumping-saddle", "saddle-soap");
        assertThat(handles(query("", "chosen", "price-asc")))
                .containsExactly("saddle-soap", "snaffle-bridle", "jumping-saddle");
        assertThat(handles(query("", "nothing", ""))).isEmpty();
    }

    @Test
    @DisplayName("lists are sorted by price and title, and read page by page")
    void sorts() {
        assertThat(handles(query("", "", "price-asc")))
                .startsWith("saddle-soap", "soap-for-the-saddle-room-two-saddles-and-more", "brass-star");
        assertThat(handles(query("", "", "price-desc"))).startsWith("jumping-saddle", "snaffle-bridle");
        assertThat(handles(query("", "", "title"))).startsWith("brass-star", "jumping-saddle", "leather-headcollar");
        assertThat(handles(query("", "", "unknown"))).startsWith("snaffle-bridle", "brass-star");
        SearchPage second =
                shop.find(new SearchQuery("", "", Map.of(), List.of(), Availability.ANY, "price-asc", 2, 2));
        assertThat(second.items()).extracting(Product::handle).containsExactly("brass-star", "leather-headcollar");
        assertThat(second.total()).isEqualTo(6);
        SearchPage beyond = shop.find(new SearchQuery("", "", Map.of(), List.of(), Availability.ANY, "", 9, 10));
        assertThat(beyond.items()).isEmpty();
    }

    @Test
    @DisplayName("the shop's own order is read to its end, another 10,000 products deep")
    void deep() {
        List<Product> many = IntStream.range(0, 10_101)
                .mapToObj(i -> Draft.of("P" + i).price(100 + i).product())
                .toList();
        try (Searched large = Searched.of(Shops.of("en", many, List.of()), folder.resolve("deep"))) {
            assertThat(at(large, "", 102)).extracting(Product::handle).containsExactly("p10100");
            assertThat(at(large, "price-asc", 100)).hasSize(100).endsWith(many.get(9_999));
            assertThat(at(large, "price-asc", 101)).isEmpty();
            assertThat(at(large, "price-asc", 100_000)).isEmpty();
        }
    }

    private static List<Product> at(Searched shop, String sort, int page) {
        return shop.find(new SearchQuery("", "", Map.of(), List.of(), Availability.ANY, sort, page, 100))
                .items();
    }

    @Test
    @DisplayName("titles stand in the order of the language")
    void order() {
        Catalog swedish =
                Shops.of("sv", Draft.of("Ö"), Draft.of("Zebra"), Draft.of("Ål"), Draft.of("ek"), Draft.of("Ask"));
        Catalog german = Shops.of("de", Draft.of("Zebra"), Draft.of("Öl"), Draft.of("Ofen"), Draft.of("Oma"));
        try (Searched one = Searched.of(swedish, folder.resolve("sv"));
                Searched other = Searched.of(german, folder.resolve("de"))) {
            SearchQuery byTitle = query("", "", "title");
            assertThat(one.find(byTitle).items())
                    .extracting(Product::title)
                    .containsExactly("Ask", "ek", "Zebra", "Ål", "Ö");
            assertThat(other.find(byTitle).items())
                    .extracting(Product::title)
                    .containsExactly("Ofen", "Öl", "Oma", "Zebra");
        }
    }

    @Test
    @DisplayName("suggestions complete the word, then name products; errors are forgiven")
    void suggests() {
        assertThat(shop.suggest("sna", 8)).containsExactly("snaffle", "Snaffle bridle");
        assertThat(shop.suggest("saddle so", 8)).startsWith("saddle soap").contains("Saddle soap");
        assertThat(shop.suggest("snafl", 8)).containsExactly("snaffle", "Snaffle bridle");
        assertThat(shop.suggest("brass ", 8)).contains("Brass star");
        assertThat(shop.suggest("  ", 8)).isEmpty();
        assertThat(shop.suggest("qqqqqq", 8)).isEmpty();
        assertThat(shop.suggest("s", 2)).hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> shop.suggest("s", 0));
    }

    private List<String> handles(SearchQuery query) {
        return shop.find(query).items().stream().map(Product::handle).toList();
    }

    private static SearchQuery query(String text, String collection, String sort) {
        return new SearchQuery(text, collection, Map.of(), List.of(), Availability.ANY, sort, 1, 100);
    }
}
