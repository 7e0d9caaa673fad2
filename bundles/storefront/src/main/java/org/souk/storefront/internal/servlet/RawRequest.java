package org.souk.storefront.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * A request whose host is valid, before Souk knows the shop at that host.
 *
 * @param rawPath as received
 * @param rawQuery as received, or null
 * @param path {@code rawPath}, decoded; if it cannot be decoded, the root of the pages or of the API
 * @param refusalOrNull why the method or the path is refused, so that the shop can answer in its own design; null if both are valid
 */
record RawRequest(
        RequestHost host,
        String method,
        String rawPath,
        @Nullable String rawQuery,
        String path,
        Headers headers,
        Body body,
        @Nullable RequestProblem refusalOrNull) {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** @throws RequestProblem 400 if the host is refused */
    static RawRequest read(HttpServletRequest request, HostReader hosts) {
        RequestHost host = hosts.read(request);
        String method = request.getMethod();
        // a CONNECT request has no path
        String raw = Objects.requireNonNullElse(request.getRequestURI(), "");
        String path = raw.startsWith("/api/") ? "/api/" : "/";
        RequestProblem refusal = METHODS.contains(method) ? null : RequestProblem.methodNotAllowed(METHODS);
        try {
            path = RequestPath.decode(raw);
        } catch (RequestProblem e) {
            refusal = e;
        }
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return new RawRequest(
                host,
                method,
                raw,
                request.getQueryString(),
                path,
                new Headers(headers),
                new RequestBody(request),
                refusal);
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
