package org.souk.storefront.internal.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;
import org.souk.storefront.internal.files.Sitemap;
import org.souk.storefront.internal.testing.SampleShop;

class LargeShopTest {
    @Test
    @DisplayName("The collections of a product and the products after it are those that a full search finds")
    void placements() {
        Random random = new Random(5);
        List<Product> products = products(200);
        List<ProductCollection> collections = new ArrayList<>();
        for (int c = 0; c < 12; c++) {
            List<Product> members = new ArrayList<>(products.subList(0, 150));
            java.util.Collections.shuffle(members, random);
            collections.add(new ProductCollection("c" + c, "C", "", null, members.subList(0, random.nextInt(30))));
        }
        CollectionIndex placements = new CollectionIndex(catalog(products, collections));
        for (Product product : products) {
            List<ProductCollection> in = collections.stream()
                    .filter(c -> c.products().contains(product))
                    .toList();
            assertThat(placements.collections(product)).isEqualTo(in);
            assertThat(placements.firstCollection(product))
                    .isEqualTo(in.stream().findFirst());
            List<Product> near = in.isEmpty() ? products : in.get(0).products();
            List<Product> twice = new ArrayList<>(near);
            twice.addAll(near);
            int at = near.indexOf(product);
            assertThat(placements.following(product, 4))
                    .isEqualTo(twice.subList(at + 1, at + 1 + Math.min(4, near.size() - 1)));
        }
    }

    @Test
    @DisplayName("A sitemap that is too long for one file is an index, and its parts together name every page once")
    void sitemap() throws IOException {
        List<Product> products = products(2 * Sitemap.MAX_ADDRESSES + 5);
        Sitemap sitemap = new Sitemap(catalog(products, List.of()), List.of("terms"));
        String index = text(sitemap, 0);
        assertThat(index)
                .contains("<sitemapindex", "<loc>http://s/sitemap.xml?part=3</loc>")
                .doesNotContain("part=4");
        List<String> addresses = new ArrayList<>();
        for (int part = 1; part <= 3; part++) {
            List<String> found = text(sitemap, part)
                    .lines()
                    .filter(line -> line.startsWith("<url>"))
                    .toList();
            assertThat(found).hasSizeLessThanOrEqualTo(Sitemap.MAX_ADDRESSES);
            addresses.addAll(found);
        }
        assertThat(addresses).hasSize(products.size() + 2).doesNotHaveDuplicates();
        assertThat(sitemap.at("http://s", 4)).isEmpty();
    }

    private static String text(Sitemap sitemap, int part) throws IOException {
        Sitemap.File file = sitemap.at("http://s", part).orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.writeTo(out);
        assertThat(file.length()).isEqualTo(out.size());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Product> products(int count) {
        Money price = Money.zero(SampleShop.GBP);
        List<Product> products = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Variant variant =
                    new Variant(new Sku("s" + i), Map.of(), price, null, false, 0, false, 0, true, true, "", null);
            products.add(
                    new Product("p" + i, "P", "", "", "", Set.of(), List.of(), List.of(variant), List.of(), "", ""));
        }
        return products;
    }

    private static Catalog catalog(List<Product> products, List<ProductCollection> collections) {
        Catalog small = SampleShop.live().catalog();
        return Catalog.of(small.id(), "1", small.digest(), small.settings(), products, collections);
    }
}
