package org.souk.benchmarks.shop;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.souk.benchmarks.console.Table;

/**
 * A shop with 100,000 products by default: titles of three to five words, descriptions of thirty to sixty, 200 vendors, 40 types, three of
 * 300 tags, one or two variants. The same seed makes the same shop.
 */
public final class LargeShop {
    public static final String ID = "large";
    public static final String HOST = "large.localhost";
    /** A long file. A slow download of it keeps its version alive. */
    public static final String LONG_FILE = "long.bin";

    private static final long SEED = 20261125;
    private static final int LONG_BYTES = 12 << 20;
    private static final String[] COLOURS = {"Black", "Blue", "Brown", "Green", "Grey", "Red", "White", "Yellow"};
    private static final String[] SIZES = {"XS", "S", "M", "L", "XL", "XXL"};

    private final int products;
    private final List<String> words;

    public LargeShop(int products) {
        this.products = products;
        this.words = words(new Random(SEED));
    }

    /** Four thousand made-up words of two to four syllables. */
    private static List<String> words(Random random) {
        String[] first = {
            "b", "br", "c", "d", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w"
        };
        String[] middle = {"a", "e", "i", "o", "u", "ai", "ea", "oo"};
        String[] last = {"", "n", "r", "l", "t", "s", "ck", "m"};
        List<String> words = new ArrayList<>();
        java.util.Set<String> known = new java.util.HashSet<>();
        while (words.size() < 4000) {
            StringBuilder word = new StringBuilder();
            for (int s = 2 + random.nextInt(3); s > 0; s--) {
                word.append(first[random.nextInt(first.length)])
                        .append(middle[random.nextInt(middle.length)])
                        .append(last[random.nextInt(last.length)]);
            }
            if (known.add(word.toString())) {
                words.add(word.toString());
            }
        }
        return words;
    }

    /** Some words are common and most are rare, as in any language. */
    private String word(Random random) {
        double r = random.nextDouble();
        return words.get((int) (r * r * r * words.size()));
    }

    private String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(word(random));
        }
        return text.toString();
    }

    public static String vendor(int n) {
        return "Maker " + n;
    }

    /** Texts and vendors to search for, always the same. */
    public List<String> queries(int count) {
        Random random = new Random(SEED + 1);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String text = words(random, 1 + random.nextInt(2)).replace(" ", "%20");
            paths.add("/api/v1/products?q=" + text + "&vendor=Maker%20" + random.nextInt(200));
        }
        return paths;
    }

    /** Writes the archive. Ten products change in each version, the others never. */
    public void write(Path file, int version) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(1);
            zip.putNextEntry(new ZipEntry("catalog.yaml"));
            zip.write(("id: " + ID + "\nname: The wholesaler\nhosts: [" + HOST
                            + "]\ncurrency: GBP\nlocale: en-GB\nversion: '" + version + "'\n")
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("products.csv"));
            Writer out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 16);
            table(out, version);
            out.flush();
            zip.putNextEntry(new ZipEntry("static/" + LONG_FILE));
            byte[] noise = new byte[1 << 20];
            new Random(SEED).nextBytes(noise);
            for (int i = 0; i < LONG_BYTES / noise.length; i++) {
                zip.write(noise);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of variants of all products. */
    public int variants() {
        return products + products / 4;
    }

    private void table(Writer out, int version) throws IOException {
        out.write("Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Option2 Name,Option2 Value,"
                + "Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price\n");
        Random random = new Random(SEED + 2);
        for (int i = 1; i <= products; i++) {
            boolean two = i % 4 == 0;
            String title = words(random, 3 + random.nextInt(3));
            String body = words(random, 30 + random.nextInt(31));
            String price = String.format(Locale.ROOT, "%d.%02d", 1 + random.nextInt(400), random.nextInt(100));
            String marker = changes(i) ? " " + Shop.marker(version) : "";
            out.write("item-" + i + "," + title + marker + ",<p>" + body + ".</p>," + vendor(random.nextInt(200))
                    + ",Type " + random.nextInt(40) + ",\"tag " + random.nextInt(300) + ", tag " + random.nextInt(300)
                    + ", tag " + random.nextInt(300) + "\",");
            String colour = COLOURS[random.nextInt(COLOURS.length)];
            int size = random.nextInt(SIZES.length - 1);
            out.write("Colour," + colour + "," + (two ? "Size," + SIZES[size] : ",") + ",SKU-" + i + "-1,shopify,"
                    + random.nextInt(200) + "," + price + "\n");
            if (two) {
                out.write("item-" + i + ",,,,,,," + colour + ",," + SIZES[size + 1] + ",SKU-" + i + "-2,shopify,"
                        + random.nextInt(200) + "," + price + "\n");
            }
        }
    }

    private boolean changes(int product) {
        return product % (products / 10) == 0;
    }

    /** The page of the last product, which changes in each version. */
    public String changing() {
        return "/p/item-" + products;
    }

    public Path in(Path deploy) {
        return deploy.resolve(ID + ".catalog.zip");
    }

    @Override
    public String toString() {
        return Table.number(products, 0) + " products, " + Table.number(variants(), 0) + " variants";
    }
}
