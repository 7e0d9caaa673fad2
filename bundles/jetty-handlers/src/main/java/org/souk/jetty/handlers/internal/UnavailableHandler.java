package org.souk.jetty.handlers.internal;

import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests that no context handles; configured in {@code jetty.xml} around all contexts. The connectors are open for some seconds
 * before the web edge is registered and after it is removed. This handler then answers 503 with Retry-After, so that search engines do not
 * take pages for deleted, and load balancers do not take the container for ready. It answers 404 for other paths of the admin connector.
 *
 * <p>It is not Jetty's default handler: {@code EagerContentHandler} answers 404 itself when no handler inside it takes a request with a
 * body.
 */
public final class UnavailableHandler extends Handler.Wrapper {
    static final String SHOP = "shop";
    private static final String RETRY_SECONDS = "2";
    /** The paths of the admin connector that the web edge registers. */
    private static final List<String> ADMIN_PATHS = List.of("/health", "/admin", "/metrics");

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (super.handle(request, response, callback)) {
            return true;
        }
        if (isKnown(request)) {
            answer(request, response, callback);
        } else {
            NeutralErrorHandler.write(request, response, HttpStatus.NOT_FOUND_404, callback);
        }
        return true;
    }

    static boolean isShop(Request request) {
        return SHOP.equals(request.getConnectionMetaData().getConnector().getName());
    }

    private static boolean isKnown(Request request) {
        String path = path(request);
        return isShop(request)
                || ADMIN_PATHS.stream().anyMatch(known -> path.equals(known) || path.startsWith(known + "/"));
    }

    /** The empty text for CONNECT, which has no path. */
    static String path(Request request) {
        return Objects.requireNonNullElse(Request.getPathInContext(request), "");
    }

    /** Answers 503: the container is starting or stopping, or has too little memory. */
    static void answer(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
        if (NeutralErrorHandler.isJson(request)) {
            NeutralErrorHandler.write(request, response, HttpStatus.SERVICE_UNAVAILABLE_503, callback);
            return;
        }
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        Content.Sink.write(response, true, "One moment, please: try again in a few seconds\n", callback);
    }
}
