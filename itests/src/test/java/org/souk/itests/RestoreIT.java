package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operator copies the database while shoppers buy, and puts the copy back. */
class RestoreIT {
    private static final String HOST = "kept.localhost";
    private static Container container;

    @BeforeAll
    static void start() throws IOException {
        container = Container.start("restore", Map.of());
        new ShopFiles("kept", HOST).yaml("orders: {prefix: 'K-', start: 101}").drop(container.deploy());
        Await.until(
                Duration.ofSeconds(20),
                () -> "the database is reached",
                () -> container.shopper(HOST).add("SKU-3", 1).status() == 200);
    }

    @AfterAll
    static void stop() {
        assertThat(container.complaints()).isEmpty();
        container.close();
    }

    @Test
    @DisplayName("what was bought before the copy is there, what came after is not, and no number is given twice")
    void backUpAndRestore() {
        String kept = buy();
        Shopper withCart = container.shopper(HOST);
        withCart.add("SKU-1", 2);
        String copy = shell("database:backup").split(": ")[0];
        assertThat(shell("database:list --json")).contains(copy).contains("\"bytes\":");
        String lost = buy();
        withCart.add("SKU-1", 1);
        assertThat(shell("order:counter kept")).contains("the last number is 102, the next order gets 103");

        assertThat(shell("database:restore " + copy))
                .contains("The copy is in force")
                .contains("The order counter of kept stays at 102");

        Await.until(Duration.ofSeconds(10), () -> "carts are back", () -> withCart.cart()
                .text("/itemCount")
                .equals("2"));
        assertThat(shell("order:list")).contains(kept).doesNotContain(lost);
        assertThat(buy()).isEqualTo("K-103");
        assertThat(shell("order:counter kept 200")).contains("the next order gets 201");
        assertThat(buy()).isEqualTo("K-201");
        Container.Shell back = container.client("order:counter kept 7");
        assertThat(back.status()).isNotZero();
        assertThat(back.output()).contains("only goes up");
        assertThat(shell("session:purge --catalog kept")).contains("0 sessions removed");
        assertThat(shell("session:list --json")).contains("kept");
    }

    private static String buy() {
        Shopper shopper = container.shopper(HOST);
        shopper.add("SKU-2", 1);
        Shopper.Json placed = shopper.checkout();
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        return placed.text("/number");
    }

    private static String shell(String command) {
        Container.Shell shell = container.client(command);
        assertThat(shell.status()).as(shell.output()).isZero();
        return shell.output();
    }
}
