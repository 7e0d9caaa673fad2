package org.souk.storefront.internal.web;

import java.util.List;
import java.util.Locale;
import org.souk.api.host.Authority;

/**
 * Keeps other sites' pages from writing in a shopper's name. A browser says where a write comes from, by {@code Sec-Fetch-Site}
 * (Fetch Metadata) and {@code Origin} (RFC 6454); a program that is no browser says nothing and is let through.
 */
public final class OriginGate {
    private OriginGate() {}

    /**
     * Refuses a write that comes from another origin.
     *
     * @throws RequestProblem 403
     */
    public static void check(Exchange exchange) {
        if (!exchange.isSafe() && !PaymentAddresses.comesFromOutside(exchange.path()) && foreign(exchange)) {
            throw new RequestProblem(403, "forbidden-origin", "writes are accepted from the shop's own pages only");
        }
    }

    /** Whether the browser says that the request comes from the shop itself. */
    static boolean saysOwn(Exchange exchange) {
        boolean said = exchange.headers().first("Origin").isPresent()
                || exchange.headers().all("Sec-Fetch-Site").contains("same-origin");
        return said && !foreign(exchange);
    }

    private static boolean foreign(Exchange exchange) {
        List<String> sites = exchange.headers().all("Sec-Fetch-Site");
        // "none": the shopper did it, not a page
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
        // https while the request does not count as such: a proxy that ends TLS and is not among the trusted ones
        try {
            Authority from = Authority.parse(text.substring(text.indexOf("://") + 3));
            Authority here = host.authority();
            int usual = https ? 443 : 80;
            return from.host().equals(here.host()) && port(from, usual) == port(here, usual);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int port(Authority authority, int usual) {
        Integer port = authority.port();
        return port == null ? usual : port;
    }
}
