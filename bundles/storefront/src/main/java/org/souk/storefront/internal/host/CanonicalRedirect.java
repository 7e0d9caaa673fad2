package org.souk.storefront.internal.host;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.host.Authority;
import org.souk.api.host.Canonical;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestHost;

/** Redirects from the other hosts of a shop to its canonical one. */
public final class CanonicalRedirect {
    private CanonicalRedirect() {}

    /**
     * A redirect (308) to the canonical host, with the same path and query. Scheme and port are those of the request unless the canonical
     * address has its own; the port is omitted when the scheme changes.
     */
    public static Optional<Reply> of(Catalog catalog, RequestHost host, String rawPath, @Nullable String query) {
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
