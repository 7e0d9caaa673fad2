package org.souk.itests;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A catalog that a test makes up: any number of products {@code item-1 …} with SKUs {@code SKU-1 …}. */
final class ShopFiles {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final String id;

    ShopFiles(String id, String... hosts) {
        this.id = id;
        with(
                "catalog.yaml",
                "id: " + id + "\nname: Shop " + id + "\nhosts: ['" + String.join("', '", hosts)
                        + "']\ncurrency: GBP\nlocale: en-GB\n");
        products(3, "10.00", 100);
    }

    ShopFiles products(int count, String price, int stock) {
        StringBuilder csv = new StringBuilder(
                "Handle,Title,Type,Tags,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price\n");
        for (int i = 1; i <= count; i++) {
            csv.append("item-%d,Item number %d,Things,\"small, test\",SKU-%d,shopify,%d,%s\n"
                    .formatted(i, i, i, stock, price));
        }
        return with("products.csv", csv.toString());
    }

    ShopFiles with(String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    ShopFiles yaml(String more) {
        return with("catalog.yaml", new String(files.get("catalog.yaml"), StandardCharsets.UTF_8) + more + "\n");
    }

    ShopFiles without(String name) {
        files.remove(name);
        return this;
    }

    /** What it consists of, by name. */
    Map<String, byte[]> files() {
        return Map.copyOf(files);
    }

    byte[] zip() {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try {
            write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private void write(OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
    }

    /** Drops it as a zip, as a plain copy would: straight into the file. */
    Path drop(Path folder) {
        return put(folder.resolve(id + ".catalog.zip"), zip());
    }

    /** Drops it as a folder. */
    Path dropFolder(Path folder) {
        Path target = folder.resolve(id + ".catalog");
        files.forEach((name, content) -> put(target.resolve(name), content));
        return target;
    }

    static Path put(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
