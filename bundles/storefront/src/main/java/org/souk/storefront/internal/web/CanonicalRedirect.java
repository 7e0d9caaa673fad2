package org.souk.storefront.internal.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.host.Authority;
import org.souk.api.host.Canonical;

/** Sends the shopper from a shop's other hosts to its canonical one. */
final class CanonicalRedirect {
    private CanonicalRedirect() {}

    /**
     * 308 to the canonical host, with path and query as they came. Scheme and port are the request's unless the canonical address
     * gives them; a port does not go along into another scheme.
     */
    static Optional<Reply> of(Catalog catalog, RequestHost host, String rawPath, @Nullable String query) {
        return catalog.settings()
                .canonical()
                .filter(canonical ->
                        !canonical.authority().host().equals(host.authority().host()))
                .map(canonical ->
                        Reply.redirect(308, base(canonical, host) + rawPath + (query == null ? "" : "?" + query)));
    }

    private static String base(Canonical canonical, RequestHost host) {
        String scheme = canonical.scheme();
        boolean secure = scheme == null ? host.secure() : scheme.equals("https");
        Integer port = canonical.authority().port();
        if (port == null && secure == host.secure()) {
            port = host.authority().port();
        }
        return new RequestHost(new Authority(canonical.authority().host(), port), secure, null, null).baseUrl();
    }
}
