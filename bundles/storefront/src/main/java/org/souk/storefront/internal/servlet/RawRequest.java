package org.souk.storefront.internal.servlet;

import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.LiveCatalog;
import org.souk.storefront.internal.web.Body;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Form;
import org.souk.storefront.internal.web.Headers;
import org.souk.storefront.internal.web.RequestHost;

/**
 * A valid request, before the shop of its host is known.
 *
 * @param rawPath as received
 * @param rawQuery as received, or null
 * @param path decoded
 */
record RawRequest(
        RequestHost host,
        String method,
        String rawPath,
        @Nullable String rawQuery,
        String path,
        Headers headers,
        Body body) {
    Exchange exchange(LiveCatalog shop) {
        return new Exchange(
                shop,
                host,
                method,
                path,
                rawQuery == null ? Form.EMPTY : Form.parse(rawQuery),
                headers,
                body,
                SessionCookie.read(headers, host.secure()));
    }
}
