package org.souk.benchmarks.shop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A shop with products {@code item-1 …}. Every title, an image, a stylesheet and a theme colour contain the version number, so that each
 * response shows which version it is from.
 */
public record Shop(String id, List<String> hosts, int products) {
    private static final String OPEN = "[v";
    private static final String CLOSE = "]";
    public static final byte[] OPEN_BYTES = OPEN.getBytes(StandardCharsets.US_ASCII);
    public static final byte[] CLOSE_BYTES = CLOSE.getBytes(StandardCharsets.US_ASCII);
    public static final String PICTURE = "mark.svg";
    public static final String STYLES = "shop.css";

    public static Shop of(String id, int products) {
        return new Shop(id, List.of(id + ".localhost"), products);
    }

    public String host() {
        return hosts.get(hosts.size() - 1);
    }

    /** The text that every product page of that version contains. */
    public static String marker(int version) {
        return OPEN + version + CLOSE;
    }

    /** The file of {@code static/} in that version. */
    public static byte[] file(String name, int version) {
        String text = name.equals(PICTURE)
                ? "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"16\" height=\"16\"><title>" + version
                        + "</title></svg>"
                : ".version { content: '" + version + "' }";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The theme colour of that version; repeats after 4,096 versions. */
    public static String colour(int version) {
        return String.format(Locale.ROOT, "#c8d%03x", version % 4096);
    }

    /** The files of that version, each product at 10.00. */
    public Map<String, byte[]> files(int version) {
        return files(version, "10.00");
    }

    /** The files with another price of the last product. An invalid price makes the version be refused. */
    public Map<String, byte[]> files(int version, String lastPrice) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        put(files, "catalog.yaml", """
                id: %s
                name: Shop %s
                hosts: ['%s']
                currency: GBP
                locale: en-GB
                version: '%d'
                theme:
                  colors: {border: '%s'}
                  logo: %s
                  stylesheet: %s
                """.formatted(
                        id, id, String.join("', '", hosts), version, colour(version), PICTURE, STYLES));
        StringBuilder csv = new StringBuilder(
                "Handle,Title,Body (HTML),Vendor,Type,Tags,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price\n");
        for (int i = 1; i <= products; i++) {
            csv.append("item-%d,Item %d %s,<p>The item with the number %d of this shop.</p>,Maker %d,Type %d,"
                            .formatted(i, i, marker(version), i, i % 20, i % 10))
                    .append("\"small, tag %d\",SKU-%d,shopify,100,%s\n"
                            .formatted(i % 30, i, i == products ? lastPrice : "10.00"));
        }
        put(files, "products.csv", csv.toString());
        files.put("static/" + PICTURE, file(PICTURE, version));
        files.put("static/" + STYLES, file(STYLES, version));
        return files;
    }

    private static void put(Map<String, byte[]> files, String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] zip(int version) {
        return zip(files(version));
    }

    public static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public Path in(Path deploy) {
        return deploy.resolve(id + ".catalog.zip");
    }

    /** Writes into the file in place, as {@code cp} does. Returns {@link System#nanoTime} at the end. */
    public static long copy(byte[] content, Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < content.length; i += 128 << 10) {
                out.write(content, i, Math.min(128 << 10, content.length - i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return System.nanoTime();
    }
}
