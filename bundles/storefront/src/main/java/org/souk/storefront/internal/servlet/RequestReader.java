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

/** Reads a servlet request strictly. */
final class RequestReader {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final HostReader hosts;

    RequestReader(HostReader hosts) {
        this.hosts = hosts;
    }

    /**
     * The request.
     *
     * @throws RequestProblem if it cannot be read
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
