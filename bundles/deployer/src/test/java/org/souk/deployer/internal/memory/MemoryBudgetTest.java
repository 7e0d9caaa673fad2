package org.souk.deployer.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.CatalogFiles;
import org.souk.deployer.internal.MemoryFiles;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.CatalogReader;
import org.souk.deployer.internal.read.SourceMetadata;

class MemoryBudgetTest {
    private static final SourceMetadata HINTS = new SourceMetadata("1", List.of(), "0", false);

    private final MemoryBudget memory = new MemoryBudget(Long.MAX_VALUE);

    @Test
    @DisplayName("a version whose reading fails holds nothing")
    void failure() {
        CatalogFiles files = new MemoryFiles(Zips.shop("tack"));
        CatalogFiles failing = new CatalogFiles() {
            @Override
            public Optional<InputStream> open(String name) throws IOException {
                if (name.equals("collections.yaml")) {
                    throw new UncheckedIOException(new IOException("the disk fails"));
                }
                return files.open(name);
            }

            @Override
            public long size(String name) {
                return name.equals("collections.yaml") ? 1 : files.size(name);
            }

            @Override
            public List<String> list(String folder) {
                return files.list(folder);
            }
        };
        CatalogReader reader = new CatalogReader(Limits.DEFAULT, memory);
        assertThatThrownBy(() -> reader.read(failing, HINTS, new Problems())).isInstanceOf(UncheckedIOException.class);
        assertThat(memory.used()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("every text of a product counts")
    @CsvSource({
        "Title",
        "Body (HTML)",
        "Vendor",
        "Type",
        "Tags",
        "Image Src",
        "Image Alt Text",
        "SEO Title",
        "SEO Description",
        "Option1 Value",
        "Variant SKU",
        "Variant Barcode",
        "Variant Image"
    })
    void texts(String column) {
        String text = "x".repeat(150);
        Map<String, String> values = new java.util.LinkedHashMap<>(Map.of(
                "Handle", "mug", "Title", "Mug", "Variant Price", "4", "Option1 Name", "Size", "Option1 Value", "S"));
        values.put("Image Src", "https://example.com/a.png");
        long without = used(values);
        values.put(
                column,
                column.contains("Src") || column.contains("Variant Image") ? "https://example.com/" + text : text);
        assertThat(used(values) - without).isGreaterThan(120);
    }

    private long used(Map<String, String> row) {
        Map<String, String> files = Zips.shop("tack");
        files.put("products.csv", String.join(",", row.keySet()) + "\n" + String.join(",", row.values()) + "\n");
        MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE);
        CatalogReader.Reading reading =
                new CatalogReader(Limits.DEFAULT, budget).read(new MemoryFiles(files), HINTS, new Problems());
        assertThat(reading.catalogOrNull()).isNotNull();
        return budget.used();
    }
}
