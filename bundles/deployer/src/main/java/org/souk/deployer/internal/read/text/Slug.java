package org.souk.deployer.internal.read.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Turns a text into a word that can stand in a URL or SKU. */
public final class Slug {
    private Slug() {}

    /**
     * Lower-case letters and digits of any script, separated by hyphens, without accents. A hash if the text has only signs, such as
     * {@code +} or {@code ½"}.
     */
    public static String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        String slug = Normalizer.normalize(plain, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? Integer.toHexString(text.hashCode()) : slug;
    }

    /** The slug of a text, with a number if it is taken already. It is taken afterwards. */
    public static String unique(String text, Set<String> taken) {
        String slug = of(text);
        String free = slug;
        for (int i = 2; !taken.add(free); i++) {
            free = slug + "-" + i;
        }
        return free;
    }
}
