package org.souk.storefront.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.storefront.internal.testing.FakeResponse;
import org.souk.storefront.internal.testing.SampleShop;

/** A product may have 3 options and 2,048 variants; its page stays small and cheap, and each variant can be bought without a script. */
class ManyVariantsTest extends PagesFixture {
    private static final int VARIANTS = 2_048;
    private static final int MOST_BYTES = 300 * 1024;
    private static final long MOST_ALLOCATED = 16 << 20;
    private static final long MOST_MILLISECONDS = 100;
    private static final List<String> NAMES = List.of("Colour", "Size & fit", "Length");

    /** How the values of the three options follow from the number of a variant. */
    enum Shape {
        FEW_VALUES((option, i) -> new int[] {i / 128, i / 8 % 16, i % 8}[option]),
        ONE_LONG_OPTION((option, i) -> new int[] {0, i, i % 2}[option]),
        ALL_DIFFERENT((option, i) -> i),
        EVERY_SECOND((option, i) -> new int[] {i / 2, i, i % 2}[option]);

        private final BiFunction<Integer, Integer, Integer> values;

        Shape(BiFunction<Integer, Integer, Integer> values) {
            this.values = values;
        }

        Product product(String handle, String prefix) {
            List<Variant> variants = new ArrayList<>();
            for (int i = 0; i < VARIANTS; i++) {
                Map<String, String> options = new LinkedHashMap<>();
                for (int option = 0; option < NAMES.size(); option++) {
                    options.put(NAMES.get(option), "Value  " + values.apply(option, i) + " of many <b>");
                }
                variants.add(new Variant(
                        new Sku(prefix + i),
                        options,
                        SampleShop.pounds(900 + i),
                        null,
                        true,
                        i % 5,
                        false,
                        0,
                        true,
                        true,
                        "",
                        null));
            }
            return new Product(handle, "Rug", "<p>A rug.</p>", "", "", Set.of(), NAMES, variants, List.of(), "", "");
        }
    }

    /** Sells four more such products, which are shown as cards on the page. */
    private void sell(Shape shape) {
        Catalog small = SampleShop.live().catalog();
        List<Product> products = new ArrayList<>(List.of(shape.product("rug", "SKU-")));
        for (int i = 0; i < 4; i++) {
            products.add(shape.product("rug-" + i, "OTHER-" + i + "-"));
        }
        Catalog catalog = Catalog.of(small.id(), "2", small.digest(), small.settings(), products, List.of());
        shop.shop = new SampleShop(catalog, SampleShop.live().files(), Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    @DisplayName("The page stays below 300 KB and 100 ms")
    void smallAndCheap(Shape shape) {
        sell(shape);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long time = threads.getCurrentThreadCpuTime();
            long allocated = threads.getCurrentThreadAllocatedBytes();
            FakeResponse page = get("/p/rug?variant=SKU-7");
            least = Math.min(least, (threads.getCurrentThreadCpuTime() - time) / 1_000_000);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
            assertThat(threads.getCurrentThreadAllocatedBytes() - allocated).isLessThan(MOST_ALLOCATED);
        }
        assertThat(least).isLessThan(MOST_MILLISECONDS);
    }

    @Test
    @DisplayName("A few values are links, many are labelled lists in the form for the cart")
    void linksOrLists() {
        sell(Shape.FEW_VALUES);
        assertThat(get("/p/rug").text()).contains("<a class=\"pill").doesNotContain("<select");
        sell(Shape.ALL_DIFFERENT);
        String page = get("/p/rug?variant=SKU-7").text();
        assertThat(page)
                .doesNotContain("<a class=\"pill")
                .contains("<label class=\"option option-list\"><span>Size &amp; fit</span> <select name=\"option.Size"
                        + " &amp; fit\">")
                .contains("<option selected>Value  7 of many &lt;b&gt;</option>")
                .contains("<option value=\"Value  10 of many &lt;b&gt;\">Value  10 of many &lt;b&gt; – Sold"
                        + " out</option>");
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    @DisplayName("The form shows and buys every variant, with or without the white space that browsers collapse")
    void eachCanBeBought(Shape shape) {
        sell(shape);
        Product product = shop.shop.catalog().products().get(0);
        String token = field(get("/p/rug").text(), "_token");
        for (int i = 0; i < VARIANTS; i += 97) {
            Variant variant = product.variants().get(i);
            Map<String, String> fields = new LinkedHashMap<>(Map.of("_token", token, "sku", "SKU-0", "quantity", "1"));
            variant.options().forEach((name, value) -> fields.put("option." + name, value.replace("  ", " ")));
            post("/cart/add", fields);
            assertThat(carts.calls)
                    .as("%s", variant)
                    .last()
                    .asString()
                    .contains(variant.sku().value());
            fields.put("show", "1");
            FakeResponse shown = post("/cart/add", fields);
            assertThat(shown.status()).isEqualTo(303);
            assertThat(shown.header("Location")).isEqualTo("/p/rug?variant=" + variant.sku() + "#choose");
        }
    }

    @Test
    @DisplayName("A combination that does not exist is not bought; the nearest is shown and said to be another")
    void anotherCombination() {
        sell(Shape.ALL_DIFFERENT);
        Map<String, String> fields = new LinkedHashMap<>(Map.of("sku", "SKU-7", "quantity", "1"));
        fields.put("_token", field(get("/p/rug").text(), "_token"));
        fields.put("option.Colour", "Value 9 of many <b>");
        FakeResponse page = post("/cart/add", fields);
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.text()).contains("We do not have this combination", "value=\"SKU-9\"");
        assertThat(carts.calls).noneMatch(call -> call.toString().startsWith("add"));
    }
}
