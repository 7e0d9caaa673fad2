package org.souk.jetty.handlers.internal;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers requests that no context handles; configured in {@code jetty.xml} as Jetty's default handler. The shop connector is open for some
 * seconds before the web edge is registered, and also while the edge is stopped. This handler then answers 503 with Retry-After, so that
 * search engines do not take pages for deleted. On other connectors Jetty answers 404.
 */
public final class UnavailableHandler extends Handler.Abstract.NonBlocking {
    static final String SHOP = "shop";
    private static final String RETRY_SECONDS = "2";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        return SHOP.equals(request.getConnectionMetaData().getConnector().getName()) && answer(response, callback);
    }

    boolean answer(Response response, Callback callback) {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
        response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        Content.Sink.write(response, true, "One moment, please: try again in a few seconds\n", callback);
        return true;
    }
}
