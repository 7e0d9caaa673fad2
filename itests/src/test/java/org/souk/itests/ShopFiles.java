package org.souk.itests;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A catalog that a test makes up: any number of products {@code item-1 …} with SKUs {@code SKU-1 …}. */
public final class ShopFiles {
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final String id;
    private final String hosts;

    public ShopFiles(String id, String... hosts) {
        this.id = id;
        this.hosts = String.join("', '", hosts);
        with(
                "catalog.yaml",
                "id: " + id + "\nname: Shop " + id + "\nhosts: ['" + this.hosts + "']\ncurrency: GBP\nlocale: en-GB\n");
        products(3, "10.00", 100);
    }

    public ShopFiles products(int count, String price, int stock) {
        StringBuilder csv = new StringBuilder(
                "Handle,Title,Type,Tags,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price\n");
        for (int i = 1; i <= count; i++) {
            csv.append("item-%d,Item number %d,Things,\"small, test\",SKU-%d,shopify,%d,%s\n"
                    .formatted(i, i, i, stock, price));
        }
        return with("products.csv", csv.toString());
    }

    /** Says in many places which edition it is: in its name and version, and in every product's title, maker, price and picture. */
    public ShopFiles edition(int edition, int count) {
        StringBuilder csv = new StringBuilder("Handle,Title,Vendor,Type,Variant SKU,Variant Price,Image Src\n");
        for (int i = 1; i <= count; i++) {
            csv.append("item-%d,Item %d edition-%d,Maker edition-%d,Things,SKU-%d,%d.00,look.svg\n"
                    .formatted(i, i, edition, edition, i, edition));
        }
        return with(
                        "catalog.yaml",
                        "id: %s\nname: Shop %s edition-%d\nversion: '%d'\nhosts: ['%s']\ncurrency: GBP\nlocale: en-GB\n"
                                .formatted(id, id, edition, edition, hosts))
                .with("products.csv", csv.toString())
                .with(
                        "static/look.svg",
                        "<svg xmlns='http://www.w3.org/2000/svg'><!-- edition-" + edition + " --></svg>");
    }

    public ShopFiles with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public ShopFiles with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    public ShopFiles yaml(String more) {
        return with("catalog.yaml", new String(files.get("catalog.yaml"), StandardCharsets.UTF_8) + more + "\n");
    }

    public ShopFiles without(String name) {
        files.remove(name);
        return this;
    }

    /** Its files by name. */
    public Map<String, byte[]> files() {
        return Map.copyOf(files);
    }

    public byte[] zip() {
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
    public Path drop(Path folder) {
        return put(folder.resolve(id + ".catalog.zip"), zip());
    }

    /** Drops it as a folder. */
    public Path dropFolder(Path folder) {
        Path target = folder.resolve(id + ".catalog");
        files.forEach((name, content) -> put(target.resolve(name), content));
        return target;
    }

    public static Path put(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Deletes a file, or a folder with all that is in it. */
    public static void delete(Path file) {
        try {
            if (Files.isDirectory(file)) {
                try (Stream<Path> children = Files.list(file)) {
                    children.forEach(ShopFiles::delete);
                }
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
