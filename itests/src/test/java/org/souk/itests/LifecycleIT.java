package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Drop, overwrite and delete each take effect within 2 s, while another shop answers every request. */
@ExtendWith(SharedContainer.class)
class LifecycleIT {
    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static Container container;

    @BeforeAll
    static void aNeighbour(Container shared) {
        container = shared;
        new ShopFiles("neighbour", "neighbour.localhost").drop(container.deploy());
        Await.until(
                Duration.ofSeconds(10),
                () -> "neighbour is live",
                () -> Http.get(container.httpPort(), "neighbour.localhost", "/").status() == 200);
    }

    @Test
    @DisplayName("a zip of 1,000 products is dropped, overwritten three times and deleted under load")
    void zipUnderLoad() {
        String host = "life.localhost";
        try (Load neighbour = new Load(container, "neighbour.localhost", "/p/item-1")) {
            ShopFiles shop = new ShopFiles("life", host).products(1_000, "10.00", 5);
            Path file = shop.drop(container.deploy());
            Await.until(
                    PROMISED, () -> "live: " + price(host), () -> price(host).contains("\"amount\":1000"));
            try (Load own = new Load(container, host, "/p/item-1000")) {
                for (int amount = 1_100; amount <= 1_300; amount += 100) {
                    shop.products(1_000, amount / 100 + ".00", 5).drop(container.deploy());
                    String wanted = "\"amount\":" + amount;
                    Await.until(PROMISED, () -> "updated: " + price(host), () -> price(host)
                            .contains(wanted));
                }
                own.close();
                assertThat(own.requests()).isPositive();
                assertThat(own.failures()).isEmpty();
            }
            ShopFiles.delete(file);
            Await.until(
                    PROMISED,
                    () -> "gone",
                    () -> Http.get(container.httpPort(), host, "/").status() == 421);
            neighbour.close();
            assertThat(neighbour.requests()).isPositive();
            assertThat(neighbour.failures()).isEmpty();
        }
    }

    @Test
    @DisplayName("a folder is taken, edited and removed like a zip")
    void folder() {
        String host = "folder.localhost";
        ShopFiles shop = new ShopFiles("folder", host);
        Path folder = shop.dropFolder(container.deploy());
        Await.until(PROMISED, () -> "live", () -> price(host).contains("\"amount\":1000"));
        shop.products(3, "11.00", 5).dropFolder(container.deploy());
        Await.until(PROMISED, () -> "updated", () -> price(host).contains("\"amount\":1100"));
        assertThat(container.client("bundle:list").output()).contains("folder");
        ShopFiles.delete(folder.resolve("products.csv"));
        ShopFiles.delete(folder.resolve("catalog.yaml"));
        ShopFiles.delete(folder);
        Await.until(
                PROMISED,
                () -> "gone",
                () -> Http.get(container.httpPort(), host, "/").status() == 421);
    }

    @Test
    @DisplayName("the cart survives update, removal and return of its catalog")
    void cartSurvives() {
        String host = "return.localhost";
        ShopFiles shop = new ShopFiles("return", host);
        Path file = shop.drop(container.deploy());
        Await.until(PROMISED, () -> "live", () -> price(host).contains("\"amount\":1000"));
        Shopper shopper = container.shopper(host);
        assertThat(shopper.add("SKU-1", 2).status()).isEqualTo(200);
        ShopFiles.delete(file);
        Await.until(
                PROMISED,
                () -> "gone",
                () -> Http.get(container.httpPort(), host, "/").status() == 421);
        shop.products(3, "12.00", 100).drop(container.deploy());
        Await.until(PROMISED, () -> "back", () -> price(host).contains("\"amount\":1200"));
        Shopper.Json cart = shopper.cart();
        assertThat(cart.text("/lines/0/sku")).isEqualTo("SKU-1");
        assertThat(cart.text("/lines/0/quantity")).isEqualTo("2");
        assertThat(cart.text("/total/amount")).isEqualTo("2400");
        // an update may drop half of the products, not more
        String others = "Handle,Title,Variant SKU,Variant Price\nitem-2,Item number 2,SKU-2,12\nnew,New,NEW-1,5\n";
        shop.products(0, "1", 0).with("products.csv", others);
        shop.drop(container.deploy());
        Await.until(
                PROMISED,
                () -> "vanished: " + shopper.cart(),
                () -> !shopper.cart().body().at("/lines/0/problem").isMissingNode());
    }

    @Test
    @DisplayName("bundle:uninstall takes a shop down")
    void uninstall() {
        String host = "uninstalled.localhost";
        Path file = new ShopFiles("uninstalled", host).drop(container.deploy());
        Await.until(
                PROMISED,
                () -> "live",
                () -> Http.get(container.httpPort(), host, "/").status() == 200);
        Container.Shell info = container.client("bundle:uninstall org.souk.catalog.uninstalled");
        assertThat(info.status()).as(info.output()).isZero();
        Await.until(
                PROMISED,
                () -> "gone",
                () -> Http.get(container.httpPort(), host, "/").status() == 421);
        ShopFiles.delete(file);
    }

    private static String price(String host) {
        return Http.get(container.httpPort(), host, "/api/v1/products/item-1").body();
    }
}
