package org.souk.deployer.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.deployer.internal.MemoryFiles;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.text.Utf8File;

class ProductsTest {
    private static final String HEAD = "Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Handle,Title,Body (HTML),Variant SKU,Variant Price,Variant Inventory Tracker,Variant Inventory Qty",
                "handle,title,body,variant sku,variant price,variant inventory tracker,variant inventory quantity",
                "HANDLE,TITLE,BODY_HTML,VARIANT_SKU,VARIANT_PRICE,VARIANT_INVENTORY_TRACKER,VARIANT_INVENTORY_QTY",
                "Handle,Title,Body-HTML,Variant-SKU,Variant-Price,Variant-Inventory-Tracker,Variant-Inventory-Qty",
                "\uFEFFHandle,Title,Description,SKU,Price,Inventory tracker,Inventory quantity",
                "URL handle;Title;Body;SKU;Price;Inventory tracker;Inventory quantity",
            })
    void columnsAreKnownHoweverTheyAreSpelled(String headings) {
        String row = "mug,Mug,<b>x</b>,M1,4.50,souk,7";
        Readings read =
                Readings.csv(headings + "\r\n" + (headings.contains(";") ? row.replace(',', ';') : row) + "\r\n");
        assertThat(read.told()).isEmpty();
        Variant variant = read.catalog().offer(new Sku("M1")).orElseThrow().variant();
        assertThat(variant.price().amount()).isEqualTo(450);
        assertThat(variant.stockSeed()).hasValue(7);
        assertThat(read.catalog().product("mug").orElseThrow().descriptionHtml())
                .isEqualTo("<b>x</b>");
    }

    @Test
    void columnsThatExportsHaveAreNotWarnedOf() {
        assertThat(Readings.csv(
                                "Handle,Title,Variant Price,Variant fullfilment service,Gift Card,Google Shopping / MPN,"
                                        + "Color (product.metafields.shopify.color-pattern),Price / International,Cost per item\nm,M,1\n")
                        .told())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mug,Mug,,,M,-3 | ERROR products.csv:2: the price '-3' is negative; write 0 or more",
                "mug,Mug,,,M,abc | ERROR products.csv:2: the price 'abc' is not an amount of money",
                "mug,Mug,,,M,\"1,50\" | ERROR products.csv:2: the price '1,50' is not an amount of money",
                "mug,Mug,,,M,1.999 | ERROR products.csv:2: the price '1.999' has more decimals than GBP",
                "mug,Mug,,,M,\"1 | ERROR products.csv:2: the text that starts with a quote (\") here never ends; close it",
                "mug,Mug,,,M, | WARNING products.csv:2: there is no price and the row is skipped",
                ",Mug,,,M,1 | WARNING products.csv:2: there is no handle and the row is skipped",
                "a/b,Mug,,,M,1 | WARNING products.csv:2: the handle 'a/b' cannot stand in an address",
                "mug,,,,M,1 | WARNING products.csv:2: the product 'mug' has no title",
                "mug,Mug,Size,,M,1 | WARNING products.csv:2: there is no value for 'Size' and the row is skipped",
                "mug,Mug,,,M,1,2,3 | WARNING products.csv:2: the row has 8 cells under 6 columns and is skipped",
            })
    void whatIsWrongWithARowIsToldWithItsLine(String row, String message) {
        assertThat(Readings.csv(HEAD + row + "\n").told())
                .anySatisfy(told -> assertThat(told).startsWith(message));
    }

    @Test
    void quotesWithinACellDoNotEndIt() {
        Map<String, String> titles = Map.of(
                "\"12\"\",\"", "12\",",
                "\"a \"\"b, c\"\" d\"", "a \"b, c\" d",
                "\"\"\"\"", "\"",
                "\",\"\",\"\",\"", ",\",\",",
                "5\" pipe", "5\" pipe");
        titles.forEach((cell, title) -> {
            Readings read = Readings.csv(HEAD + "mug," + cell + ",,,M,1\ncup,\"Cup\",,,C,1\n");
            assertThat(read.told()).as(cell).isEmpty();
            assertThat(read.catalog().products()).extracting(Product::title).containsExactly(title, "Cup");
        });
    }

    @Test
    void missingAndUnknownColumnsAreNamed() {
        assertThat(Readings.csv("Handle,Titel,Variant Price\n").told())
                .contains("ERROR products.csv:1: the column 'Title' is missing; add it to the first line"
                        + " (is 'Titel' meant to be it?)")
                .contains(
                        "WARNING products.csv:1: the column 'Titel' is unknown and is not read; did you mean 'Title'?");
    }

    @Test
    void rowsOfOneHandleAreOneProductAndASecondBlockIsLeftOut() {
        Readings read = Readings.csv(HEAD
                + "mug,Mug,Colour,Red,,4\nmug,,,Blue,,5\nmug,,,Red,,6\n"
                + "bowl,Bowl,Title,Default Title,,9\n"
                + "mug,Other mug,Colour,Green,,7\nmug,,,Grey,,7\n"
                + "cup,Cup,,,,1\ncup,Another cup,,,,2\n");
        Catalog shop = read.catalog();
        assertThat(shop.products()).extracting(Product::handle).containsExactly("mug", "bowl", "cup");
        assertThat(shop.product("mug").orElseThrow().variants())
                .extracting(Variant::title)
                .containsExactly("Red", "Blue");
        assertThat(shop.product("bowl").orElseThrow().optionNames()).isEmpty();
        assertThat(read.told()).hasSize(3).allSatisfy(told -> assertThat(told).startsWith("WARNING"));
        assertThat(read.told().get(0)).contains("products.csv:4: 'mug' has the same options in line 2 already");
        assertThat(read.told().get(1)).contains("products.csv:6: 'mug' is another product in line 2 already");
        assertThat(read.told().get(2)).contains("products.csv:9: 'cup' is another product in line 8 already");
    }

    @Test
    void aSkuIsMadeWhereThereIsNoneAndStaysTheSame() {
        Readings read = Readings.csv(HEAD
                + "mug,Mug,Colour,Dark red,,4\nmug,,,Blue,SAME,5\n"
                + "bowl,Bowl,,,SAME,9\n"
                + "cup,Cup,Size,+,,1\ncup,,,++,,1\n"
                + "mug-dark,Trap,X,red,,2\n");
        assertThat(read.told())
                .containsExactly("WARNING products.csv:4: the SKU 'SAME' is in line 3 already;"
                        + " that one keeps it and this variant gets one made from handle and options");
        assertThat(read.catalog().bySku().keySet())
                .extracting(Sku::value)
                .contains("mug-dark-red", "SAME", "bowl", "mug-dark-red-2")
                .hasSize(6);
    }

    @Test
    void whatIsNotPublishedIsNotSold() {
        Readings read =
                Readings.csv("Handle,Title,Variant Price,Published,Status\na,A,1,TRUE,active\nb,B,1,FALSE,active\n"
                        + "c,C,1,TRUE,draft\nd,D,1,,\n");
        assertThat(read.told()).isEmpty();
        assertThat(read.catalog().products()).extracting(Product::handle).containsExactly("a", "d");
    }

    @Test
    void picturesAreFilesOrAddressesInTheirOrder() {
        var files = Zips.shop("tack");
        files.put("static/one.svg", "<svg/>");
        files.put(
                "products.csv",
                "Handle,Title,Variant Price,Image Src,Image Position,Image Alt Text\n"
                        + "a,A,1,https://cdn.example/two.png,2,Two\na,,,one.svg,1,One\na,,,none.svg,3,\na,,,../x,4,\n");
        Readings read = Readings.of(new MemoryFiles(files));
        assertThat(read.catalog().products().get(0).images())
                .containsExactly(
                        new Product.Image("one.svg", "One"), new Product.Image("https://cdn.example/two.png", "Two"));
        assertThat(read.told()).hasSize(2);
    }

    @Test
    void multiLineCellsKeepLineNumbersRight() {
        assertThat(Readings.csv("Handle,Title,Body,Variant Price\na,A,\"one\ntwo\n\"\"three\"\"\",1\nb,B,,x\n")
                        .told())
                .containsExactly("ERROR products.csv:5: the price 'x' is not an amount of money; write it like 19.99");
    }

    @Test
    void interchangeTablesAreRead() {
        var files = Zips.shop("tack");
        files.remove("products.csv");
        files.put(
                "products.txt",
                "sku\tdescription\ttitle\tcomment\tprice\tcategory\tprod_group\tnontaxable\tinactive\tsize\n"
                        + "os28004\tErgo \"Roller\"\t\tThe <b>best</b>\t21.99\tRollers\tPainting\t1\t\t\n"
                        + "os28005\tBrush\t\t\t-1\t\t\t\t\t\n"
                        + "os28006\tGone\t\t\t1\t\t\t\t1\t\n");
        Readings read = Readings.of(new MemoryFiles(files));
        assertThat(read.told())
                .containsExactly(
                        "ERROR products.txt:3: the price '-1' is negative; write 0 or more",
                        "WARNING products.txt:1: the column 'size' is not read");
        files.put("products.txt", files.get("products.txt").replace("-1", "1"));
        Catalog shop = Readings.of(new MemoryFiles(files)).catalog();
        assertThat(shop.products()).hasSize(2);
        Product roller = shop.product("os28004").orElseThrow();
        assertThat(roller.title()).isEqualTo("Ergo \"Roller\"");
        assertThat(roller.variants().get(0).taxable()).isFalse();
        assertThat(shop.collections()).singleElement().satisfies(c -> assertThat(c.title())
                .isEqualTo("Rollers"));
    }

    @Test
    void interchangeTablesHaveASecondColumnForTitleAndType() {
        var files = Zips.shop("tack");
        files.remove("products.csv");
        files.put("products.txt", """
                sku\tdescription\ttitle\tprice\tcategory\tprod_group\tnontaxable\timage
                a 1\t\tErgo\t1\t\tPainting\t0\thttps://a.example/a.png
                a-1\tBrush\tBest brush\t2\tTools\tPainting\t\t
                """);
        Readings read = Readings.of(new MemoryFiles(files));
        assertThat(read.told()).isEmpty();
        Product first = read.catalog().product("a-1").orElseThrow();
        assertThat(first.title()).isEqualTo("Ergo");
        assertThat(first.type()).isEqualTo("Painting");
        assertThat(first.variants().get(0).taxable()).isTrue();
        assertThat(first.images()).containsExactly(new Product.Image("https://a.example/a.png", ""));
        Product second = read.catalog().product("a-1-2").orElseThrow();
        assertThat(second.title()).isEqualTo("Brush");
        assertThat(second.seoTitle()).isEqualTo("Best brush");
        assertThat(second.type()).isEqualTo("Tools");
        assertThat(second.tags()).containsExactly("Painting");
    }

    @Test
    void collectionsComeFromTheirFileOrFromTypes() {
        var files = Zips.shop("tack");
        files.put(
                "products.csv",
                "Handle,Title,Type,Tags,Variant Price\na,A,Cups & Co,\"red, hot\",1\nb,B,Bowls,,2\nc,C,Cups & Co,,3\n");
        assertThat(Readings.of(new MemoryFiles(files)).catalog().collections())
                .extracting(c -> c.handle() + c.products().size())
                .containsExactly("cups-co2", "bowls1");
        files.put(
                "collections.yaml",
                "collections:\n  - {handle: all, title: All, products: [c, nope], types: [Bowls], tags: [hot]}\n"
                        + "  - {handle: none, title: None}\n");
        Readings read = Readings.of(new MemoryFiles(files));
        assertThat(read.catalog().collections().get(0).products())
                .extracting(Product::handle)
                .containsExactly("c", "a", "b");
        assertThat(read.told()).hasSize(2).allSatisfy(told -> assertThat(told).startsWith("WARNING collections.yaml:"));
    }

    @Test
    void problemsAreCountedBeyondAThousand() {
        StringBuilder csv = new StringBuilder("Handle,Title,Variant Price\n");
        for (int i = 0; i < 1500; i++) {
            csv.append('p').append(i).append(",P,-1\n");
        }
        List<String> told = Readings.csv(csv.toString()).told();
        assertThat(told).hasSize(1001).last().asString().contains("and 500 more errors");
    }

    @Test
    void aProductHasNoEndlessPictures() {
        StringBuilder csv =
                new StringBuilder("Handle,Title,Variant Price,Image Src\nmug,Mug,1,http://a.example/first\n");
        for (int i = 0; i < 300; i++) {
            csv.append("mug,,,http://a.example/").append(i).append("\nmug,,,http://a.example/0\n");
        }
        Readings read = Readings.csv(csv.toString());
        assertThat(read.catalog().product("mug").orElseThrow().images()).hasSize(250);
    }

    @Test
    void aTableIsBoundedByTheHeapAndByWhatAnArrayHolds() {
        assertThat(Limits.tableBytes(512L << 20)).isEqualTo(64 << 20);
        assertThat(Limits.tableBytes(64L << 30)).isEqualTo(512 << 20);
        Problems problems = new Problems();
        MemoryFiles files = new MemoryFiles(Map.of("x", "y\u00e4".repeat(20_000)));
        assertThat(Utf8File.read(files, "x", Long.MAX_VALUE, problems)).contains("y\u00e4".repeat(20_000));
        byte[] bytes = "y\u00e4\n".repeat(5000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = 'x';
        assertThat(Utf8File.read(new MemoryFiles(Map.of()).with("x", bytes), "x", Long.MAX_VALUE, problems))
                .isEmpty();
        assertThat(problems.all().get(0).toString()).startsWith("x:5000: the file is not UTF-8 (byte 0xC3)");
    }
}
