package org.souk.deployer.internal.read.text;

import java.text.Normalizer;
import java.util.Locale;

/** Turns a text into a word for an address or SKU. */
public final class Slug {
    private Slug() {}

    /** Lower-case letters and digits of any script, separated by hyphens, without accents. May be empty. */
    public static String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return Normalizer.normalize(plain, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
    }
}
