package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operator copies the database while shoppers buy, and puts the copy back. */
class RestoreIT {
    private static final String HOST = "kept.localhost";
    private static final int MEGABYTE = 1 << 20;
    private static Container container;
    private static boolean small;

    @BeforeAll
    static void start() throws IOException {
        small = SmallDisk.isAllowed();
        container = SmallDisk.launch("restore", 192, Map.of("SOUK_DB_SPARE_MEGABYTES", "16"));
        container.awaitReady();
        new ShopFiles("kept", HOST)
                .products(3, "10.00", 5000)
                .yaml("orders: {prefix: 'K-', start: 101}")
                .drop(container.deploy());
        Await.until(
                Duration.ofSeconds(20),
                () -> "the database is reached",
                () -> container.shopper(HOST).add("SKU-3", 1).status() == 200);
    }

    @AfterAll
    static void stop() {
        assertThat(Containers.close(container)).isEmpty();
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

        List<String> numbers;
        try (Buyers buyers = new Buyers(4)) {
            buyers.awaitMore(8);
            assertThat(shell("database:restore " + copy))
                    .contains("The backup is restored")
                    .contains("The order counter of kept stays at ");
            buyers.awaitMore(8);
            numbers = buyers.numbers();
        }
        assertThat(numbers)
                .as("numbers that shoppers were told")
                .doesNotHaveDuplicates()
                .doesNotContain(lost);
        Await.until(Duration.ofSeconds(10), () -> "carts are back", () -> withCart.cart()
                .text("/itemCount")
                .equals("2"));
        assertThat(shell("order:list")).contains(kept).doesNotContain(lost + " ");
        assertThat(shell("order:counter kept 900")).contains("the next order gets 901");
        assertThat(buy()).isEqualTo("K-901");
        Container.Shell back = container.client("order:counter kept 7");
        assertThat(back.status()).isNotZero();
        assertThat(back.output()).contains("only goes up");
        assertThat(shell("session:purge --catalog kept")).contains("0 sessions removed");
        assertThat(shell("session:list --json")).contains("kept");
    }

    @Test
    @DisplayName("what is left of a product is told as the copy has it")
    void stock() {
        String copy = shell("database:backup").split(": ")[0];
        shell("stock:set kept SKU-3 0");
        Await.until(Duration.ofSeconds(10), () -> "sold out", () -> !available());
        shell("database:restore " + copy);
        Await.until(Duration.ofSeconds(10), () -> "there again", RestoreIT::available);
    }

    @Test
    @DisplayName("a copy that would take the room of the database is refused in one line, and the database goes on")
    void noRoom() throws IOException {
        assumeTrue(small, "this machine lets nobody mount a file system of his own");
        String copy = shell("database:backup").split(": ")[0];
        String all = shell("database:list");
        Path disk = SmallDisk.of(container);
        Path filler = disk.resolve("filler");
        // of the 40 MB that the database wants on its disk there are 32, which is enough for it without a copy
        long free = Files.getFileStore(disk).getUsableSpace() - 32 * MEGABYTE;
        ShopFiles.put(filler, SmallDisk.noise((int) free));
        try {
            assertThat(refused("database:backup")).contains(" MB are needed, 40 of them for the database", "are free");
            assertThat(refused("database:restore " + copy)).contains(" MB are needed, 40 of them", "souk.before-");
            assertThat(container.shopper(HOST).add("SKU-1", 1).status()).isEqualTo(200);
            assertThat(shell("database:list")).isEqualTo(all);
            assertThat(disk.resolve("derby/souk.restored.part")).doesNotExist();
        } finally {
            ShopFiles.delete(filler);
        }
        assertThat(shell("database:backup")).contains(" bytes");
    }

    private static String refused(String command) {
        Container.Shell shell = container.client(command);
        assertThat(shell.status()).as(shell.output()).isNotZero();
        assertThat(shell.output().strip()).doesNotContain("\n");
        return shell.output();
    }

    private static boolean available() {
        return container
                .shopper(HOST)
                .get("/api/v1/products/item-3")
                .text("/variants/0/available")
                .equals("true");
    }

    /** Shoppers who order one after another, and record the order numbers that they get. */
    private static final class Buyers implements AutoCloseable {
        private final Queue<String> numbers = new ConcurrentLinkedQueue<>();
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean ended;

        Buyers(int count) {
            for (int i = 0; i < count; i++) {
                Thread thread = new Thread(this::buy, "buyer-" + i);
                threads.add(thread);
                thread.start();
            }
        }

        private void buy() {
            while (!ended) {
                Shopper shopper = container.shopper(HOST);
                if (shopper.add("SKU-2", 1).status() == 200) {
                    Shopper.Json placed = shopper.checkout();
                    if (placed.status() == 201) {
                        numbers.add(placed.text("/number"));
                    }
                }
            }
        }

        void awaitMore(int orders) {
            int before = numbers.size();
            Await.until(Duration.ofSeconds(30), () -> "orders: " + numbers, () -> numbers.size() >= before + orders);
        }

        List<String> numbers() {
            return List.copyOf(numbers);
        }

        @Override
        public void close() {
            ended = true;
            for (Thread thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
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
