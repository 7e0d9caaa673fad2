package org.souk.edge.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The error responses of the edge itself. They name no shop and repeat nothing from the request. */
record ErrorResponse(int status, String problem, String title, String header, String value) {
    static final ErrorResponse METHOD_NOT_ALLOWED = new ErrorResponse(
            405, "method-not-allowed", "Method not allowed", "Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    static final ErrorResponse FAILED =
            new ErrorResponse(500, "internal", "Something went wrong", "Cache-Control", "no-store");
    static final ErrorResponse UNAVAILABLE =
            new ErrorResponse(503, "unavailable", "One moment, please: try again in a few seconds", "Retry-After", "2");

    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean json = isJson(request.getRequestURI());
        byte[] body = (json ? json() : html()).getBytes(UTF_8);
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(header, value);
        response.setContentType(json ? "application/problem+json" : "text/html;charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Whether the client expects JSON: that of the API, and every client of the admin port. */
    private static boolean isJson(@Nullable String path) {
        // a CONNECT request has no path
        if (path == null) {
            return false;
        }
        return path.startsWith("/api/")
                || Endpoint.ALL.stream()
                        .map(Endpoint::path)
                        .anyMatch(root -> root.length() > 1 && (path.equals(root) || path.startsWith(root + "/")));
    }

    private String json() {
        return "{\"type\":\"urn:souk:problem:%s\",\"title\":\"%s\",\"status\":%d}".formatted(problem, title, status);
    }

    private String html() {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%1$s</title></head><body><h1>%1$s</h1></body></html>
                """.formatted(title);
    }
}
