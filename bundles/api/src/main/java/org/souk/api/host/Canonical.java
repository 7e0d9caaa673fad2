package org.souk.api.host;

import org.jspecify.annotations.Nullable;

/**
 * The one address that a shop wants to be known by.
 *
 * @param scheme {@code http} or {@code https}, or null to keep the request's
 * @param authority the host, and a port or null to keep the request's
 */
public record Canonical(@Nullable String scheme, Authority authority) {
    /**
     * Reads {@code shop.example.com}, {@code shop.example.com:8443} or {@code https://shop.example.com}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Canonical parse(String text) {
        String trimmed = text.trim();
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
