package org.souk.api.host;

import org.jspecify.annotations.Nullable;
import org.souk.common.text.TextNormalizer;

/**
 * The address that a shop prefers. The shop's other hosts redirect to it with 308.
 *
 * @param scheme {@code http} or {@code https}; null keeps the scheme of the request
 * @param authority the host; its port is null if the port of the request is kept
 */
public record Canonical(@Nullable String scheme, Authority authority) {
    /**
     * Parses {@code shop.example.com}, {@code shop.example.com:8443} or {@code https://shop.example.com}, the last with or without a final
     * slash.
     *
     * @throws IllegalArgumentException if the text has another form; the message says what to write
     */
    public static Canonical parse(String text) {
        String trimmed = TextNormalizer.clean(text);
        int slashes = trimmed.indexOf("://");
        if (slashes < 0) {
            return new Canonical(null, Authority.parse(trimmed));
        }
        String scheme = trimmed.substring(0, slashes);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "'" + trimmed + "': a canonical address starts with http:// or https://");
        }
        String rest = trimmed.substring(slashes + 3);
        return new Canonical(scheme, Authority.parse(rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest));
    }
}
