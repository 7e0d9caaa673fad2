package org.souk.deployer.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.deployer.internal.MemoryFiles;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;

class IncrementalTest {
    /** The one that read the version before knows its rows. */
    private static final CatalogReader READER = new CatalogReader(Limits.DEFAULT);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("Read beside any earlier version, a catalog and its problems are what they are when it is read alone")
    void readsTheSame(long seed) {
        Export export = new Export(300, seed);
        Catalog live = beside(export.csv(), null).catalog();
        for (int round = 0; round < 5; round++) {
            export.edit(12);
            Readings alone = Readings.csv(export.csv());
            Readings beside = beside(export.csv(), live);
            assertThat(beside.told()).isEqualTo(alone.told());
            assertThat(beside.catalog()).isEqualTo(alone.catalog());
            assertThat(text(beside.catalog())).isEqualTo(text(alone.catalog()));
            assertShares(live, beside.catalog());
            live = beside.catalog();
        }
    }

    /** Equal products are one instance; look-up tables and collections contain the same instances as the list. */
    private static void assertShares(Catalog before, Catalog now) {
        for (Product product : now.products()) {
            before.product(product.handle())
                    .filter(old -> old.toString().equals(product.toString()))
                    .ifPresent(old -> assertThat(product).isSameAs(old));
            assertThat(now.product(product.handle()).orElseThrow()).isSameAs(product);
            product.variants().forEach(variant -> {
                Catalog.Offer offer = now.offer(variant.sku()).orElseThrow();
                assertThat(offer.product()).isSameAs(product);
                assertThat(offer.variant()).isSameAs(variant);
                before.offer(variant.sku())
                        .filter(old -> old.product() == product)
                        .ifPresent(old -> assertThat(offer).isSameAs(old));
            });
        }
        now.collections().forEach(collection -> collection.products().forEach(product -> assertThat(
                        now.product(product.handle()).orElseThrow())
                .isSameAs(product)));
    }

    @Test
    @DisplayName("An update that changes nothing of the products shares them, their offers and their collections")
    void sharesEverything() {
        String csv = new Export(100, 9).csv();
        Catalog live = beside(csv, null).catalog();
        Catalog next = beside(csv, live).catalog();
        assertThat(next.products())
                .usingElementComparator((a, b) -> a == b ? 0 : 1)
                .isEqualTo(live.products());
        assertThat(next.collections())
                .usingElementComparator((a, b) -> a == b ? 0 : 1)
                .isEqualTo(live.collections());
        live.bySku().forEach((sku, offer) -> assertThat(next.bySku().get(sku)).isSameAs(offer));
    }

    @Test
    @DisplayName("Tags in another order are a change: shoppers see the order")
    void seesTheOrderOfTags() {
        String head = "Handle,Title,Type,Tags,Variant Price\n";
        Catalog live = Readings.csv(head + "mug,Mug,Cups,\"blue, big\",1\n").catalog();
        Catalog next = beside(head + "mug,Mug,Cups,\"big, blue\",1\n", live).catalog();
        assertThat(next.products().get(0).tags()).containsExactly("big", "blue");
        assertThat(next.collections().get(0).products().get(0))
                .isSameAs(next.products().get(0));
    }

    private static Readings beside(String csv, @Nullable Catalog live) {
        Map<String, String> files = Zips.shop("tack");
        files.put("products.csv", csv);
        Problems problems = new Problems();
        CatalogReader.Reading reading = READER.read(
                new MemoryFiles(files), new SourceMetadata("abc", List.of(), "digest", false), live, problems);
        return new Readings(
                reading,
                problems.all().stream().map(p -> p.severity() + " " + p).toList());
    }

    private static List<String> text(Catalog catalog) {
        return catalog.products().stream().map(Product::toString).toList();
    }
}
