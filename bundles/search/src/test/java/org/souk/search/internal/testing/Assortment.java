package org.souk.search.internal.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;

/** Products by the thousand, the same for the same seed: words as frequent as in a language, two options, tags, prices that end in 99. */
public final class Assortment {
    private static final String[] SYLLABLES = {
        "ba", "cor", "del", "fen", "gra", "hol", "jas", "kel", "lan", "mor", "nev", "oth", "pra", "qui", "ros", "sta",
        "tan", "ul", "ver", "wes", "yar", "zin"
    };
    private static final String[] COLOURS = {
        "Black", "White", "Navy", "Red", "Green", "Havana", "Grey", "Plum", "Sand", "Teal", "Rust", "Olive"
    };
    private static final String[] SIZES = {"XS", "S", "M", "L", "XL", "XXL"};

    private final Random random;
    private final String[] words = new String[6_000];

    public Assortment(long seed) {
        random = new Random(seed);
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < words.length; ) {
            StringBuilder word = new StringBuilder();
            int syllables = 2 + random.nextInt(3);
            for (int k = 0; k < syllables; k++) {
                word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
            }
            if (seen.add(word.toString())) {
                words[i++] = word.toString();
            }
        }
    }

    /** The n-th most frequent word. */
    public String word(int rank) {
        return words[rank];
    }

    /** One as frequent as it is. */
    public String word() {
        return words[(int) Math.min(words.length - 1, Math.exp(random.nextDouble() * Math.log(words.length)) - 1)];
    }

    public List<Product> products(int count) {
        List<Product> products = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            products.add(product("p" + i));
        }
        return products;
    }

    public Product product(String handle) {
        List<Variant> variants = new ArrayList<>();
        long price = (1 + random.nextInt(400)) * 100L + 99;
        String[] colours = {COLOURS[random.nextInt(12)], COLOURS[random.nextInt(12)]};
        for (int c = 0; c < (colours[0].equals(colours[1]) ? 1 : 2); c++) {
            String size = SIZES[random.nextInt(SIZES.length)];
            variants.add(new Variant(
                    new Sku(handle.toUpperCase(java.util.Locale.ROOT) + "-" + c),
                    Map.of("Colour", colours[c], "Size", size),
                    new Money(price + c * 500L, Shops.GBP),
                    null,
                    true,
                    random.nextInt(5),
                    false,
                    100,
                    true,
                    true,
                    "",
                    null));
        }
        return new Product(
                handle,
                text(3 + random.nextInt(3)),
                "<p>" + text(30) + "</p><p>" + text(25) + "</p>",
                "Maker " + random.nextInt(300),
                "Kind " + words[random.nextInt(80)],
                Set.of("t" + random.nextInt(200), "u" + random.nextInt(200), "season" + random.nextInt(4)),
                List.of("Colour", "Size"),
                variants,
                List.of(),
                "",
                "");
    }

    private String text(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(word());
        }
        return text.toString();
    }
}
