package org.souk.deployer.internal.read;

import java.util.Locale;
import java.util.Set;

/** Parses ISO 3166 alpha-2 country codes. */
final class CountryCodeParser {
    private static final Set<String> KNOWN = Set.of(Locale.getISOCountries());

    private CountryCodeParser() {}

    /**
     * @throws IllegalArgumentException with a message for the merchant
     */
    static String read(String text) {
        if (!KNOWN.contains(text)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no country; write two capital letters of ISO 3166, like GB");
        }
        return text;
    }
}
