package org.souk.deployer.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.deployer.internal.MemoryFiles;
import org.souk.deployer.internal.Zips;

/** Invisible blanks and decomposed letters in tables and YAML, as spreadsheets, web pages and macOS leave them. */
class TextFromOutsideTest {
    private static final String HEAD = "Handle,Title,Vendor,Type,Tags,Status,Option1 Name,Option1 Value,Variant SKU,"
            + "Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Taxable,Variant Price\n";

    @ParameterizedTest(name = "U+{0}")
    @DisplayName("a blank around any cell counts as no content")
    @ValueSource(strings = {"00A0", "2007", "202F", "200B", "FEFF", "2060", "3000", "200E", "0020"})
    void cells(String code) {
        String b = String.valueOf((char) Integer.parseInt(code, 16));
        String row = String.join(
                "" + b + "," + b,
                b + "bread",
                "Brown bread",
                "Mill",
                "Bread",
                "rye" + b,
                "active",
                "Size",
                "Large",
                "SKU-1",
                "shopify",
                "7",
                "continue",
                "false",
                "1.50" + b);
        Product product =
                Readings.csv(HEAD + row + "\n").catalog().product("bread").orElseThrow();
        Variant variant = product.variants().get(0);
        assertThat(product.title()).isEqualTo("Brown bread");
        assertThat(product.vendor()).isEqualTo("Mill");
        assertThat(product.type()).isEqualTo("Bread");
        assertThat(product.tags()).containsExactly("rye");
        assertThat(variant.options()).isEqualTo(Map.of("Size", "Large"));
        assertThat(variant.sku()).isEqualTo(new Sku("SKU-1"));
        assertThat(variant.price().amount()).isEqualTo(150);
        assertThat(variant.seed()).isEqualTo(7);
        assertThat(variant.oversell()).isTrue();
        assertThat(variant.taxable()).isFalse();

        Readings draft = Readings.csv(HEAD + row.replace("active", "draft") + "\n");
        assertThat(draft.catalog().products()).isEmpty();
    }

    @ParameterizedTest(name = "U+{0}")
    @DisplayName("a title of blanks alone is no title")
    @ValueSource(strings = {"00A0", "2007", "202F", "200B", "FEFF", "2060", "200D", "200E"})
    void blankTitle(String code) {
        String b = String.valueOf((char) Integer.parseInt(code, 16));
        Readings read = Readings.csv("Handle,Title,Variant Price\nbread," + b + ",1\n");
        assertThat(read.catalog().products()).isEmpty();
        assertThat(read.told().get(0)).contains("has no title");
    }

    @Test
    @DisplayName("composed and decomposed letters, and different blanks, are the same handle, option, type and tag")
    void sameText() {
        Readings read = Readings.csv("Handle,Title,Type,Tags,Option1 Name,Option1 Value,Variant Price\n"
                + "caf\u00e9,Caf\u00e9,Cr\u00e8me,d\u00e9j\u00e0,Colour,Dark Blue,1\n"
                + "cafe\u0301,,,,,Dark\u00a0Blue,1\n"
                + "cafe\u0301,,,,,De\u0301j\u00e0,1\n"
                + "tea,Tea,cre\u0300me,de\u0301ja\u0300,Colour,Red,1\n");
        assertThat(read.catalog().products()).extracting(Product::handle).containsExactly("caf\u00e9", "tea");
        Product cafe = read.catalog().products().get(0);
        assertThat(cafe.variants())
                .extracting(variant -> variant.options().get("Colour"))
                .containsExactly("Dark Blue", "D\u00e9j\u00e0");
        assertThat(read.told()).singleElement().asString().contains("has the same options in line 2");
        assertThat(read.catalog().collections())
                .extracting(ProductCollection::title)
                .containsExactly("Cr\u00e8me");
        assertThat(read.catalog().products().get(1).tags()).containsExactly("d\u00e9j\u00e0");
    }

    @Test
    @DisplayName("product types that differ in case make one collection, titled as most products have it")
    void typesThatDifferInCase() {
        Readings read = Readings.csv("Handle,Title,Type,Variant Price\n"
                + "a,A,bread,1\nb,B,Bread,1\nc,C,BREAD,1\nd,D,Bread,1\ne,E,Brea\u0301d,1\n");
        assertThat(read.catalog().collections())
                .extracting(
                        c -> c.handle() + " " + c.title() + " " + c.products().size())
                .containsExactly("bread Bread 4", "bread-2 Bre\u00e1d 1");
    }

    @Test
    @DisplayName("collections.yaml finds types and tags in any case, and names the near match of others")
    void typesInCollections() {
        var files = Zips.shop("tack");
        files.put("products.csv", "Handle,Title,Type,Tags,Variant Price\na,A,Bread,Rye,1\nb,B,Cake,,1\n");
        files.put(
                "collections.yaml",
                "collections:\n- {handle: x, title: X, types: [\u00a0bread], tags: [RYE]}\n"
                        + "- {handle: y, title: Y, types: [cakes], tags: [ryee], products: [b]}\n");
        Readings read = Readings.of(new MemoryFiles(files));
        assertThat(read.catalog().collections().get(0).products())
                .extracting(Product::handle)
                .containsExactly("a");
        assertThat(read.told())
                .containsExactly(
                        "WARNING collections.yaml:3: no product has the type 'cakes'; did you mean 'Cake'?",
                        "WARNING collections.yaml:3: no product has the tag 'ryee'; did you mean 'Rye'?");
    }

    @Test
    @DisplayName("keys and values in YAML lose their blanks")
    void yaml() {
        Readings read =
                Readings.yaml("id: tack\u00a0\n\ufeffname: \u200bThe Tack Room\u00a0\nhosts: [tack.localhost\u00a0]\n"
                        + "currency: GBP\u202f\nlocale: en-GB\ntagline: \"\\u00a0\\u2060\"\nshipping:\n"
                        + "- {id: standard, name: Post, price: \"\\u00a03.50\\u202f\"}\n");
        assertThat(read.told()).isEmpty();
        assertThat(read.catalog().name()).isEqualTo("The Tack Room");
        assertThat(read.catalog().settings().tagline()).isEmpty();
        assertThat(read.catalog().settings().shipping().get(0).price().amount()).isEqualTo(350);
    }
}
