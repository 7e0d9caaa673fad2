package org.souk.doorstep.internal;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Jetty's last handler, named in {@code jetty.xml}. The shop's connector is open some seconds before the web edge is there, and while that is
 * stopped: whoever comes then is asked to come again, and a search engine does not learn that a page is gone. On any other connector what
 * nobody answers stays 404.
 */
public final class OneMoment extends Handler.Abstract.NonBlocking {
    static final String SHOP = "shop";
    private static final String RETRY_SECONDS = "2";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!SHOP.equals(request.getConnectionMetaData().getConnector().getName())) {
            return false;
        }
        return answer(response, callback);
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
