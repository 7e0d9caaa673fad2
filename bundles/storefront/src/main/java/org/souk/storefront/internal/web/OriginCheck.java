package org.souk.storefront.internal.web;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Locale;
import org.souk.api.host.Authority;

/**
 * Refuses writes from pages of other sites. Browsers name the origin by {@code Sec-Fetch-Site} (Fetch Metadata) and {@code Origin} (RFC
 * 6454). Requests with neither header are accepted, because they do not come from a browser.
 */
public final class OriginCheck {
    private OriginCheck() {}

    /** @throws RequestProblem 403 if the request is a write from another origin */
    public static void requireSameOrigin(Exchange exchange) {
        if (!exchange.isSafe() && !PaymentPaths.acceptsAnyOrigin(exchange.path()) && isCrossOrigin(exchange)) {
            throw new RequestProblem(403, "forbidden-origin", "writes are accepted from the shop's own pages only");
        }
    }

    /** Whether the browser declares the request to be of the same origin. */
    static boolean isSameOrigin(Exchange exchange) {
        boolean declared = exchange.headers().first("Origin").isPresent()
                || exchange.headers().all("Sec-Fetch-Site").contains("same-origin");
        return declared && !isCrossOrigin(exchange);
    }

    private static boolean isCrossOrigin(Exchange exchange) {
        List<String> sites = exchange.headers().all("Sec-Fetch-Site");
        // "none": the shopper acted, for example by a bookmark, and no page
        boolean otherSite = sites.stream().anyMatch(site -> !site.equals("same-origin") && !site.equals("none"));
        List<String> origins = exchange.headers().all("Origin");
        return otherSite || origins.size() > 1 || origins.stream().anyMatch(origin -> !same(origin, exchange.host()));
    }

    private static boolean same(String origin, RequestHost host) {
        String text = origin.toLowerCase(Locale.ROOT);
        boolean https = text.startsWith("https://");
        if (!https && (host.secure() || !text.startsWith("http://"))) {
            return false;
        }
        // accept an origin with https although the request counts as plain HTTP: its TLS proxy may not be a trusted one
        try {
            Authority from = Authority.parse(text.substring(text.indexOf("://") + 3));
            Authority here = host.authority();
            int defaultPort = https ? 443 : 80;
            return from.host().equals(here.host())
                    && requireNonNullElse(from.port(), defaultPort)
                            .equals(requireNonNullElse(here.port(), defaultPort));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
