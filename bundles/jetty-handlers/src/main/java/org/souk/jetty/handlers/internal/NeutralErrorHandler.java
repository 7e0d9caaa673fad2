package org.souk.jetty.handlers.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests that Jetty itself refuses; configured in {@code jetty.xml}. The answer names neither Jetty nor a shop and repeats
 * nothing from the request. On the admin connector and for the API it is JSON.
 */
public final class NeutralErrorHandler extends ErrorHandler {
    /** Names of problem types, as the storefront uses them. */
    private static final Map<Integer, String> PROBLEMS = Map.of(
            HttpStatus.NOT_FOUND_404, "not-found",
            HttpStatus.REQUEST_TIMEOUT_408, "timeout",
            HttpStatus.PAYLOAD_TOO_LARGE_413, "too-large",
            HttpStatus.URI_TOO_LONG_414, "too-long",
            HttpStatus.SERVICE_UNAVAILABLE_503, "unavailable");

    /** Jetty's own handler writes a body only for GET, HEAD and POST. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        write(request, response, status, callback);
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, "text/html;charset=utf-8");
        return bytes(page(status));
    }

    /** Writes the whole answer: status, headers and body. */
    static void write(Request request, Response response, int status, Callback callback) {
        boolean json = isJson(request);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, json ? "application/problem+json" : "text/html;charset=utf-8");
        response.write(true, bytes(json ? problem(status) : page(status)), callback);
    }

    /** Whether the client expects JSON: that of the API, and every client of the admin connector. */
    static boolean isJson(Request request) {
        String path = request.getHttpURI().getPath();
        return !UnavailableHandler.isShop(request) || path != null && (path.equals("/api") || path.startsWith("/api/"));
    }

    private static String problem(int status) {
        String other = status < HttpStatus.INTERNAL_SERVER_ERROR_500 ? "malformed" : "internal";
        return "{\"type\":\"urn:souk:problem:%s\",\"title\":\"%s\",\"status\":%d}"
                .formatted(PROBLEMS.getOrDefault(status, other), title(status), status);
    }

    private static String page(int status) {
        return """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%1$s</title></head><body><h1>%1$s</h1></body></html>
                """.formatted(title(status));
    }

    private static String title(int status) {
        return status == HttpStatus.SERVICE_UNAVAILABLE_503
                ? "One moment, please: try again in a few seconds"
                : HttpStatus.getMessage(status);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
