package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.state.SourceKey;

/** An update that would lose most of a shop is refused until an operator accepts it. */
class LossTest extends LifecycleFixture {
    private static final int LIVE = 10;

    @ParameterizedTest(name = "{0}")
    @DisplayName("an update that loses most products or rows is refused with the counts, and the shop stays")
    @CsvSource(
            delimiter = '|',
            value = {
                "four of ten products | 4 | p{i},Product {i},active,{i} | 10 products are live, the update has 4; 0 of 4 rows",
                "no price in any row | 10 | p{i},Product {i},active, | the update has 0; 10 of 10 rows are skipped (10: no price)",
                "no title in any row | 10 | p{i},,active,{i} | the update has 0; 10 of 10 rows are skipped (10: no title)",
                "no handle in any row | 10 | ,Product {i},active,{i} | the update has 0; 10 of 10 rows are skipped (10: no handle)",
                "all drafts | 10 | p{i},Product {i},draft,{i} | the update has 0; 0 of 10 rows are skipped, 10 are hidden",
                "too many cells | 10 | p{i},Product {i},active,{i},{i} | 10 of 10 rows are skipped (10: not readable)",
            })
    void refusesLosses(String what, int rows, String row, String counts) throws IOException {
        drop("tack.catalog.zip", shop(LIVE, "p{i},Product {i},active,{i}"));
        until(() -> serves("tack.localhost"));
        Path file = drop("tack.catalog.zip", shop(rows, row));
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file))
                .content()
                .contains("products.csv: more than half of the live products would be gone: 10 products are live")
                .contains(counts)
                .contains("catalog:accept tack")
                .contains("the version before it stays live");
        assertThat(status("tack").products()).isEqualTo(LIVE);
        Path elsewhere = temp.resolve("tack.catalog.zip");
        Zips.zip(elsewhere, shop(rows, row));
        assertThat(lifecycle.check(elsewhere).problems().get(0).toString()).contains(counts);

        restart();
        assertThat(status("tack").products()).isEqualTo(LIVE);
        assertThat(status("tack").refused()).isPresent();
        assertThat(lifecycle.commands().accept(TACK)).isInstanceOf(CatalogChange.Done.class);
        assertThat(status("tack").products()).isNotEqualTo(LIVE);
        assertThat(status("tack").refused()).isEmpty();
        assertThat(Files.exists(problems(file))).isFalse();
        restart();
        assertThat(has("tack", State.LIVE)).isTrue();
        assertThat(status("tack").products()).isNotEqualTo(LIVE);
    }

    @Test
    @DisplayName("an update of which most rows are skipped is refused although enough products are left")
    void refusesSkippedRows() throws IOException {
        drop("tack.catalog.zip", shop(LIVE, "p{i},Product {i},active,{i}"));
        until(() -> serves("tack.localhost"));
        Map<String, String> files = shop(LIVE, "p{i},Product {i},active,{i}");
        files.merge("products.csv", table(LIVE + 1, "q{i},Product {i},active,").split("\n", 2)[1], String::concat);
        Path file = drop("tack.catalog.zip", files);
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file))
                .content()
                .contains(
                        "more than half of the rows cannot be used: 10 products are live, the update has 10; 11 of 21 rows");
    }

    @Test
    @DisplayName("a product without a price counts as one skipped row, also if it has a SKU")
    void countsARowOnce() {
        drop("tack.catalog.zip", shop(LIVE, "p{i},Product {i},active,{i}"));
        until(() -> serves("tack.localhost"));
        Map<String, String> files = shop(LIVE + 1, "p{i},Product {i},active,{i}");
        String skus = table(LIVE, "q{i},Product {i},active,,Q{i}").split("\n", 2)[1];
        files.merge("products.csv", skus, String::concat);
        files.computeIfPresent("products.csv", (name, text) -> text.replaceFirst("Price", "Price,Variant SKU"));
        drop("tack.catalog.zip", files);
        until(() -> status("tack").products() == LIVE + 1);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "a shop of which most rows are always skipped can be updated, also after a restart, unless many more are skipped")
    @CsvSource({
        "as many skipped, 10, 12, true",
        "more products, 11, 12, true",
        "fewer products, 9, 12, true",
        "five more skipped, 10, 17, true",
        "six more skipped, 10, 18, false",
        "six more skipped and more products, 12, 18, false",
    })
    void alwaysSkipsMostRows(String what, int products, int unpriced, boolean taken) throws IOException {
        drop("tack.catalog.zip", mixed(LIVE, 12, "Old"));
        until(() -> serves("tack.localhost"));
        restart();
        Path file = drop("tack.catalog.zip", mixed(products, unpriced, "New"));
        until(() -> titled("New") || status("tack").refused().isPresent());
        assertThat(titled("New")).isEqualTo(taken);
        if (!taken) {
            // it is written after the refusal is noted
            until(() -> Files.exists(problems(file)));
            assertThat(problems(file))
                    .content()
                    .contains("more than half of the rows cannot be used: 10 products are live, the update has "
                            + products)
                    .contains("; of the live version 12 of 22 rows are skipped");
        }
    }

    private boolean titled(String word) {
        try (var lease = lease("tack.localhost")) {
            return lease.live().catalog().products().get(0).title().startsWith(word);
        }
    }

    private static Map<String, String> mixed(int products, int unpriced, String title) {
        Map<String, String> files = shop(products, "p{i}," + title + " {i},active,{i}");
        files.merge("products.csv", table(unpriced, "q{i},Product {i},active,").split("\n", 2)[1], String::concat);
        return files;
    }

    @Test
    @DisplayName("half of the products may go at once, and nothing is lost by a first version")
    void allowsHalf() {
        drop("tack.catalog.zip", shop(LIVE, "p{i},Product {i},active,{i}"));
        until(() -> serves("tack.localhost"));
        drop("tack.catalog.zip", shop(LIVE / 2, "p{i},Product {i},active,{i}"));
        until(() -> status("tack").products() == LIVE / 2);
        drop(
                "new.catalog.zip",
                Map.of(
                        "catalog.yaml",
                        Zips.shop("new").get("catalog.yaml"),
                        "products.csv",
                        table(3, "p{i},Product {i},active,")));
        until(() -> has("new", State.LIVE));
    }

    @Test
    @DisplayName("a shop of three products may drop one at once, but not two")
    void smallShops() {
        drop("tack.catalog.zip", shop(3, "p{i},Product {i},active,{i}"));
        until(() -> serves("tack.localhost"));
        drop("tack.catalog.zip", shop(1, "p{i},Product {i},active,{i}"));
        until(() -> status("tack").refused().isPresent());
        assertThat(status("tack").products()).isEqualTo(3);
        drop("tack.catalog.zip", shop(2, "p{i},Product {i},active,{i}"));
        until(() -> status("tack").products() == 2);
    }

    @Test
    @DisplayName("an acceptance counts for what was refused, and a later loss is refused again")
    void acceptsOnlyWhatWasRefused() throws IOException {
        drop("tack.catalog.zip", shop(LIVE, "p{i},Product {i},active,{i}"));
        until(() -> serves("tack.localhost"));
        assertThat(lifecycle.commands().accept(TACK))
                .isInstanceOfSatisfying(CatalogChange.Refused.class, refused -> assertThat(refused.reason())
                        .contains("No update of catalog 'tack' waits"));
        Path file = drop("tack.catalog.zip", shop(4, "p{i},Product {i},active,{i}"));
        until(() -> Files.exists(problems(file)));
        assertThat(lifecycle.commands().accept(TACK)).isInstanceOf(CatalogChange.Done.class);
        assertThat(status("tack").products()).isEqualTo(4);
        drop("tack.catalog.zip", shop(1, "p{i},Product {i},active,{i}"));
        until(() -> Files.exists(problems(file)));
        assertThat(status("tack").products()).isEqualTo(4);
    }

    @Test
    @DisplayName("rollback and park are not subject to it; a bundle that an operator updates is")
    void otherWays() throws IOException {
        drop("tack.catalog.zip", shop(2, "p{i},Product {i},active,{i}"));
        until(() -> serves("tack.localhost"));
        drop("tack.catalog.zip", shop(LIVE, "p{i},Product {i},active,{i}"));
        until(() -> status("tack").products() == LIVE);
        assertThat(lifecycle.commands().rollback(TACK)).isInstanceOf(CatalogChange.Done.class);
        assertThat(status("tack").products()).isEqualTo(2);

        String location = "mvn:shop/big";
        Map<String, String> files = Zips.shop("big");
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nSouk-Catalog: big\n");
        files.put("products.csv", table(LIVE, "p{i},Product {i},active,{i}"));
        install(location, files, "1");
        until(() -> serves("big.localhost"));
        files.put("products.csv", table(4, "p{i},Product {i},active,{i}"));
        install(location, files, "2");
        until(() -> status("big").refused().isPresent());
        assertThat(status("big").products()).isEqualTo(LIVE);
        assertThat(status("big").source()).isEqualTo(SourceKey.ofBundle(location));
        assertThat(lifecycle.commands().accept(new org.souk.api.catalog.CatalogId("big")))
                .isInstanceOf(CatalogChange.Done.class);
        assertThat(status("big").products()).isEqualTo(4);
    }

    @Test
    @DisplayName("an update in place that a restart discarded cannot be accepted, and the answer says so")
    void discardedUpdateInPlace() throws IOException {
        drop("tack.catalog.zip", shop(LIVE, "p{i},Product {i},active,{i}"));
        until(() -> serves("tack.localhost"));
        String location = bundles.states.keySet().iterator().next();
        Map<String, String> files = shop(4, "p{i},Product {i},active,{i}");
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nSouk-Catalog: tack\n");
        Path content = temp.resolve("content");
        Zips.folder(content, files);
        bundles.foreign.put(location, content);
        bundles.versions.put(location, 1);
        lifecycle.bundleEvents().changed(location, true);
        until(() -> status("tack").refused().isPresent());
        bundles.foreign.remove(location);
        restart();
        assertThat(status("tack").refused()).isPresent();
        assertThat(lifecycle.commands().accept(TACK))
                .isInstanceOfSatisfying(CatalogChange.Refused.class, refused -> assertThat(refused.reason())
                        .contains("update the bundle again"));
        assertThat(status("tack").products()).isEqualTo(LIVE);
    }

    private void install(String location, Map<String, String> files, String stamp) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("bundle-" + stamp));
        Zips.folder(folder, files);
        bundles.foreign.put(location, folder);
        bundles.versions.put(location, Integer.valueOf(stamp));
        bundles.states.put(location, Bundles.State.ACTIVE);
        lifecycle.bundleEvents().changed(location, false);
    }

    private static Map<String, String> shop(int rows, String row) {
        Map<String, String> files = Zips.shop("tack");
        files.put("products.csv", table(rows, row));
        return files;
    }

    private static String table(int rows, String row) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(i -> row.replace("{i}", String.valueOf(i)))
                .collect(Collectors.joining("\n", "Handle,Title,Status,Variant Price\n", "\n"));
    }
}
