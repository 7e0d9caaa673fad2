package org.souk.storefront.internal.host;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.host.Canonical;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestHost;

/** Redirects from the other hosts of a shop to its canonical one. */
public final class CanonicalRedirect {
    private CanonicalRedirect() {}

    /**
     * A redirect (308) to the canonical host, with the same path and query. {@link RequestHost#baseUrl(Canonical)} gives scheme and port.
     */
    public static Optional<Reply> of(Catalog catalog, RequestHost host, String rawPath, @Nullable String query) {
        return catalog.settings()
                .canonical()
                .filter(canonical ->
                        !canonical.authority().host().equals(host.authority().host()))
                .map(canonical ->
                        Reply.redirect(308, host.baseUrl(canonical) + rawPath + (query == null ? "" : "?" + query)));
    }
}
