package org.souk.deployer.internal.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A Shopify export of so many products, the same for the same seed, and what merchants do to it. */
final class Export {
    private static final String HEAD = "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,"
            + "Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,"
            + "Variant Price,Variant Compare At Price,Image Src\n";
    private static final List<String> COLOURS = List.of("Black", "Blue", "Havana", "½\"", "Grün");

    /** The rows of one product together. */
    private final List<String> blocks = new ArrayList<>();

    private final Random random;

    Export(int products, long seed) {
        random = new Random(seed);
        for (int i = 0; i < products; i++) {
            blocks.add(block("item-" + i));
        }
    }

    private String block(String handle) {
        StringBuilder rows = new StringBuilder();
        boolean sizes = random.nextInt(4) == 0;
        int variants = 1 + (sizes ? random.nextInt(3) : 0);
        for (int v = 0; v < variants; v++) {
            rows.append(handle).append(',');
            if (v == 0) {
                rows.append("The ").append(handle).append(" no. ").append(random.nextInt(5));
                rows.append(",\"<p>It says \"\"").append(random.nextInt()).append("\"\",\nand more.</p>\",");
                rows.append("Maker ").append(random.nextInt(4)).append(",Type ").append(random.nextInt(3));
                rows.append(",\"tag ")
                        .append(random.nextInt(9))
                        .append(", tag ")
                        .append(random.nextInt(9));
                rows.append("\",")
                        .append(random.nextInt(20) == 0 ? "FALSE" : "TRUE")
                        .append(",Colour,");
            } else {
                rows.append(",,,,,,,");
            }
            rows.append(COLOURS.get(random.nextInt(COLOURS.size()))).append(',');
            rows.append(sizes ? v == 0 ? "Size," + v : "," + v : ",").append(',');
            // some have none, and some have one that another has
            rows.append(random.nextInt(5) == 0 ? "" : "SKU-" + random.nextInt(100_000))
                    .append(',');
            rows.append(random.nextInt(3000)).append(random.nextBoolean() ? ",shopify," : ",,");
            rows.append(random.nextInt(30) - 1)
                    .append(',')
                    .append(random.nextInt(100))
                    .append(".5,");
            rows.append(random.nextBoolean() ? "99" : "").append(',');
            rows.append(random.nextInt(3) == 0 ? "https://shop.example/" + handle + ".jpg" : "")
                    .append('\n');
        }
        return rows.toString();
    }

    /** Rows are rewritten, taken out, put in and moved. */
    void edit(int times) {
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(blocks.size());
            switch (random.nextInt(4)) {
                case 0 -> blocks.set(at, block("item-" + at));
                case 1 -> blocks.remove(at);
                case 2 -> blocks.add(at, block("new-" + random.nextInt()));
                default -> blocks.add(random.nextInt(blocks.size()), blocks.remove(at));
            }
        }
    }

    String csv() {
        return HEAD + String.join("", blocks);
    }
}
