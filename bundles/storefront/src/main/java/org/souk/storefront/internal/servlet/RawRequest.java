package org.souk.storefront.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.LiveCatalog;
import org.souk.storefront.internal.host.HostReader;
import org.souk.storefront.internal.web.Body;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Form;
import org.souk.storefront.internal.web.Headers;
import org.souk.storefront.internal.web.RequestHost;
import org.souk.storefront.internal.web.RequestProblem;

/**
 * A request whose host, path and method are valid, before the shop of its host is known.
 *
 * @param rawPath as received
 * @param rawQuery as received, or null
 * @param path {@code rawPath}, decoded
 */
record RawRequest(
        RequestHost host,
        String method,
        String rawPath,
        @Nullable String rawQuery,
        String path,
        Headers headers,
        Body body) {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** @throws RequestProblem 400, 405 or 414 if the request is refused */
    static RawRequest read(HttpServletRequest request, HostReader hosts) {
        RequestHost host = hosts.read(request);
        String method = request.getMethod();
        if (!METHODS.contains(method)) {
            throw RequestProblem.methodNotAllowed(METHODS);
        }
        String raw = request.getRequestURI();
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return new RawRequest(
                host,
                method,
                raw,
                request.getQueryString(),
                RequestPath.decode(raw),
                new Headers(headers),
                new RequestBody(request));
    }

    Exchange exchange(LiveCatalog shop) {
        return new Exchange(
                shop,
                host,
                method,
                path,
                rawQuery == null ? Form.EMPTY : Form.parse(rawQuery),
                headers,
                body,
                SessionCookie.read(headers, host.secure()),
                Map.of());
    }
}
