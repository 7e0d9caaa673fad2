package org.souk.benchmarks.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopsTest {
    @Test
    @DisplayName("the large shop is the same each time, and ten products are another in another version")
    void large(@TempDir Path folder) throws IOException {
        LargeShop shop = new LargeShop(200);
        List<String> first = table(shop, folder.resolve("1.zip"), 1);
        assertThat(table(new LargeShop(200), folder.resolve("again.zip"), 1)).isEqualTo(first);
        List<String> second = table(shop, folder.resolve("2.zip"), 2);
        long others = java.util.stream.IntStream.range(0, first.size())
                .filter(i -> !first.get(i).equals(second.get(i)))
                .count();
        assertThat(others).isEqualTo(10);
        assertThat(first).hasSize(1 + shop.variants());
        assertThat(shop.queries(5)).isEqualTo(new LargeShop(200).queries(5));
    }

    @Test
    @DisplayName("every file of a shop tells its version")
    void versions() {
        Shop shop = Shop.of("some", 2);
        assertThat(new String(shop.files(7).get("products.csv"), StandardCharsets.UTF_8))
                .contains("Item 2 [v7]");
        for (String file : List.of("catalog.yaml", "products.csv", "static/" + Shop.PICTURE, "static/" + Shop.STYLES)) {
            assertThat(Arrays.equals(shop.files(7).get(file), shop.files(8).get(file)))
                    .isFalse();
        }
    }

    private static List<String> table(LargeShop shop, Path file, int version) throws IOException {
        shop.write(file, version);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            byte[] table = zip.getInputStream(zip.getEntry("products.csv")).readAllBytes();
            Files.delete(file);
            return new String(table, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
