package org.souk.storefront.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.souk.storefront.internal.host.HostReader;
import org.souk.storefront.internal.web.Headers;
import org.souk.storefront.internal.web.RequestHost;
import org.souk.storefront.internal.web.RequestProblem;

/** Turns a servlet request into a {@link RawRequest}. */
final class RequestReader {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final HostReader hosts;

    RequestReader(HostReader hosts) {
        this.hosts = hosts;
    }

    /**
     * Reads and validates a request.
     *
     * @throws RequestProblem 400, 405 or 414 if the request is refused
     */
    RawRequest read(HttpServletRequest request) {
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
}
