package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.itests.Await;
import org.souk.itests.Http;
import org.souk.itests.ShopFiles;
import org.souk.itests.Shopper;

/** Folders and files that change while they are read: only whole ones go live, and every change is seen. */
@ExtendWith(Drops.InContainer.class)
class IncompleteDropsIT {
    private static final String HOST = "slow.localhost";
    private static final int PRODUCTS = 1_000;

    private final Drops drops;

    IncompleteDropsIT(Drops drops) {
        this.drops = drops;
    }

    /** @param pause milliseconds in the middle of the copy, between two pieces */
    @ParameterizedTest(name = "pieces end {0} a row, pauses of {1} ms")
    @CsvSource({"after, 100", "after, 550", "within, 100", "within, 2500"})
    @DisplayName("a folder that is copied slowly is never live with fewer products")
    void slowCopy(String end, long pause) throws Exception {
        ShopFiles shop = new ShopFiles("slow", HOST).products(PRODUCTS, "10.00", 5);
        Path folder = drops.deploy().resolve("slow.catalog");
        byte[] table = shop.files().get("products.csv");
        try {
            ShopFiles.put(folder.resolve("catalog.yaml"), shop.files().get("catalog.yaml"));
            Path file = ShopFiles.put(folder.resolve("products.csv"), new byte[0]);
            int pieces = 12;
            for (int i = 0, from = 0; i < pieces; i++) {
                int to = i == pieces - 1 ? table.length : end(table, table.length * (i + 1) / pieces, end);
                Files.write(file, java.util.Arrays.copyOfRange(table, from, to), StandardOpenOption.APPEND);
                from = to;
                // the pause is the test; a long one once is enough
                waitAndWatch(i == 5 || pause < 600 && i % 3 == 0 ? pause : 100);
            }
            Await.until(Drops.PROMISED, () -> "live with " + products(), () -> products() == PRODUCTS);
        } finally {
            drops.remove(folder);
        }
        drops.awaitGone(HOST);
    }

    /** The first end of a row at or after a place, or a place some cells before it: a cut in the last cell looks like a whole row. */
    private static int end(byte[] table, int place, String end) {
        int row = place;
        while (table[row] != '\n') {
            row++;
        }
        return end.equals("after") ? row + 1 : row - 20;
    }

    private void waitAndWatch(long millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        Await.until(() -> {
            assertThat(products()).as("products that are live").isIn(0, PRODUCTS);
            return System.nanoTime() > until;
        });
    }

    /** The number of live products; none if the shop is not live. */
    private int products() {
        Shopper.Json all = drops.container.shopper(HOST).get("/api/v1/products?size=1");
        return all.status() == 200 ? all.body().get("total").asInt() : 0;
    }

    @Test
    @DisplayName("a file with other content, but the same size and time, is a change: in a folder and as a zip")
    void sameSizeAndTime() throws IOException {
        ShopFiles shop = new ShopFiles("slow", HOST);
        Path folder = shop.dropFolder(drops.deploy());
        try {
            drops.awaitPrice(HOST, 1000);
            overwrite(
                    folder.resolve("products.csv"),
                    shop.products(3, "12.00", 100).files().get("products.csv"));
            drops.awaitPrice(HOST, 1200);
        } finally {
            drops.remove(folder);
        }
        drops.awaitGone(HOST);
        Path zip = ShopFiles.put(drops.deploy().resolve("slow.catalog.zip"), stored("10.00"));
        try {
            drops.awaitPrice(HOST, 1000);
            overwrite(zip, stored("12.00"));
            drops.awaitPrice(HOST, 1200);
        } finally {
            drops.remove(zip);
        }
    }

    private static void overwrite(Path file, byte[] content) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        assertThat(content).hasSize((int) Files.size(file));
        Files.write(file, content);
        Files.setLastModifiedTime(file, time);
    }

    private static byte[] stored(String price) {
        HandmadeZip zip = new HandmadeZip();
        new ShopFiles("slow", HOST)
                .products(3, price, 100)
                .files()
                .forEach((name, content) -> zip.entry(name, content, HandmadeZip.STORED, 0, new byte[0]));
        return zip.bytes();
    }

    @Test
    @DisplayName("a folder that is exchanged for a link while it is copied leaks nothing of the link's target")
    void exchangedForLink() throws Exception {
        String secret = "secret-" + UUID.randomUUID();
        Path outside = Files.createDirectories(drops.container.home().resolve("outside"));
        ShopFiles shop = new ShopFiles("slow", HOST);
        for (int i = 0; i < 400; i++) {
            shop.with("static/f" + i + ".txt", "harmless");
            ShopFiles.put(outside.resolve("f" + i + ".txt"), secret.getBytes(StandardCharsets.UTF_8));
        }
        Path folder = shop.dropFolder(drops.deploy());
        CountDownLatch end = new CountDownLatch(1);
        Thread exchanger = new Thread(() -> exchange(folder.resolve("static"), outside, end), "exchanger");
        exchanger.start();
        try {
            long until = System.nanoTime() + Duration.ofSeconds(8).toNanos();
            int[] price = {1};
            Await.until(() -> {
                ShopFiles.put(
                        folder.resolve("products.csv"),
                        shop.products(3, price[0]++ + ".00", 5).files().get("products.csv"));
                drops.status(HOST);
                assertThat(Http.get(drops.container.httpPort(), HOST, "/static/f399.txt")
                                .body())
                        .doesNotContain(secret);
                end.await(900, TimeUnit.MILLISECONDS);
                return System.nanoTime() > until;
            });
        } finally {
            end.countDown();
            exchanger.join();
            Path data = drops.container.home().resolve("data");
            assertThat(OddFiles.containing(data, secret)).isEmpty();
            drops.remove(folder);
            OddFiles.remove(outside);
        }
        drops.othersAreTaken();
    }

    /** Lets a folder be itself and a link to another, in turn; the times between are those of a copy of some hundred files. */
    private static void exchange(Path folder, Path other, CountDownLatch end) {
        Path aside = folder.resolveSibling("aside");
        try {
            for (boolean ended = false; !ended; ) {
                ended = end.await(3, TimeUnit.MILLISECONDS);
                Files.move(folder, aside);
                Files.createSymbolicLink(folder, other);
                ended |= end.await(3, TimeUnit.MILLISECONDS);
                Files.delete(folder);
                Files.move(aside, folder);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
