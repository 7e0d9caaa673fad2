package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.problem.Limits;

/** The products of all catalogs share one budget of heap. */
class MemoryTest extends LifecycleFixture {
    private static final int PRODUCTS = 400;

    /** About 1 KB for each product. */
    @BeforeEach
    void boundMemory() {
        boundMemory(1 << 20);
    }

    private void boundMemory(long bytes) {
        Limits d = Limits.DEFAULT;
        limits = new Limits(
                d.unpackedBytes(),
                d.entries(),
                d.levels(),
                d.ratio(),
                d.ratioFrom(),
                d.yamlBytes(),
                d.tableBytes(),
                d.products(),
                d.variants(),
                d.fieldCharacters(),
                bytes);
        restart();
    }

    @Test
    @DisplayName("a shop that does not fit beside the others is told so, the others stay, and it comes when one goes")
    void sumOfAllCatalogs() throws IOException {
        Path one = drop("one.catalog.zip", shop("one", PRODUCTS, "1"));
        until(() -> has("one", State.LIVE));
        drop("two.catalog.zip", shop("two", PRODUCTS, "1"));
        until(() -> has("two", State.LIVE));
        Path three = drop("three.catalog.zip", shop("three", PRODUCTS, "1"));
        until(() -> Files.exists(problems(three)));
        assertThat(problems(three))
                .content()
                .contains("this container does not have enough memory")
                .contains("of the 1 MB for the products of all catalogs 0 MB are free")
                .contains("SOUK_HEAP");
        assertThat(status("one").products()).isEqualTo(PRODUCTS);

        restart();
        assertThat(has("one", State.LIVE) && has("two", State.LIVE)).isTrue();
        assertThat(has("three", State.REFUSED)).isTrue();

        Files.delete(one);
        until(() -> has("three", State.LIVE));
        until(() -> !Files.exists(problems(three)));
    }

    @Test
    @DisplayName("a shop that does not fit comes when another one shrinks")
    void shrinks() {
        drop("one.catalog.zip", shop("one", PRODUCTS, "1"));
        until(() -> has("one", State.LIVE));
        drop("two.catalog.zip", shop("two", PRODUCTS, "1"));
        until(() -> has("two", State.LIVE));
        Path three = drop("three.catalog.zip", shop("three", PRODUCTS, "1"));
        until(() -> Files.exists(problems(three)));
        drop("one.catalog.zip", shop("one", PRODUCTS / 2, "1"));
        until(() -> has("three", State.LIVE));
        assertThat(status("one").products()).isEqualTo(PRODUCTS / 2);
    }

    @Test
    @DisplayName(
            "shops that are live stay over a restart with less memory, also by a rollback, and leave no room for others")
    void lessMemory() {
        drop("one.catalog.zip", shop("one", PRODUCTS, "1"));
        until(() -> has("one", State.LIVE));
        drop("tack.catalog.zip", shop("tack", PRODUCTS, "1"));
        until(() -> has("tack", State.LIVE));
        drop("tack.catalog.zip", shop("tack", PRODUCTS / 2, "2"));
        until(() -> status("tack").products() == PRODUCTS / 2);
        boundMemory(1 << 18);
        assertThat(has("one", State.LIVE) && has("tack", State.LIVE)).isTrue();
        assertThat(status("one").problems()).isEmpty();
        assertThat(lifecycle.commands().rollback(TACK)).isInstanceOf(CatalogChange.Done.class);
        assertThat(status("tack").products()).isEqualTo(PRODUCTS);
        Path three = drop("three.catalog.zip", shop("three", PRODUCTS, "1"));
        until(() -> Files.exists(problems(three)));
    }

    @Test
    @DisplayName("updates count unchanged products once, and what is retired or refused holds nothing")
    void updates() throws IOException {
        for (int i = 0; i < 20; i++) {
            Map<String, String> files = shop("tack", PRODUCTS * 2, "1");
            files.merge("products.csv", "new" + i + ",New,5\n", String::concat);
            Path file = drop("tack.catalog.zip", files);
            String handle = "new" + i;
            until(() -> has("tack", State.LIVE)
                    && lifecycle.live().ids().size() == 1
                    && lease("tack.localhost").live().catalog().product(handle).isPresent());
            assertThat(Files.exists(problems(file))).isFalse();
            lifecycle.check(file);
        }
    }

    @Test
    @DisplayName("a shop that never fits is refused, and leaves room for others")
    void tooLarge() {
        Path file = drop("tack.catalog.zip", shop("tack", PRODUCTS * 4, "1"));
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file)).content().contains("SOUK_HEAP");
        drop("one.catalog.zip", shop("one", PRODUCTS, "1"));
        until(() -> has("one", State.LIVE));
    }

    private static Map<String, String> shop(String id, int products, String price) {
        Map<String, String> files = Zips.shop(id);
        files.put(
                "products.csv",
                IntStream.range(0, products)
                        .mapToObj(i -> "p" + i + ",Product " + i + "," + price)
                        .collect(Collectors.joining("\n", "Handle,Title,Variant Price\n", "\n")));
        return files;
    }
}
