package org.souk.storefront.internal.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.souk.api.session.SessionToken;
import org.souk.storefront.internal.web.CacheControl;
import org.souk.storefront.internal.web.Reply;

/** Writes replies and adds the headers that all of them have. */
final class ReplyWriter {
    private static final String POLICY =
            "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self';"
                    + " font-src 'self'; form-action 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none';"
                    + " manifest-src 'self'";

    private ReplyWriter() {}

    /**
     * @param withBody false for HEAD
     * @param lifetime of the session cookie
     */
    static void write(Reply reply, HttpServletResponse response, boolean withBody, boolean secure, Duration lifetime)
            throws IOException {
        response.setStatus(reply.status());
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        // with no-referrer, browsers would send "Origin: null" with the shop's own forms,
        // and OriginCheck would refuse them
        response.setHeader("Referrer-Policy", "same-origin");
        reply.headers().forEach(response::setHeader);
        SessionToken session = reply.sessionOrNull();
        CacheControl cache = session == null ? reply.cacheControl() : CacheControl.NO_STORE;
        response.setHeader("Cache-Control", cache.value());
        if (session != null) {
            response.addHeader("Set-Cookie", SessionCookie.write(session, secure, lifetime));
        }
        if (reply.status() == 204 || reply.status() == 304) {
            return;
        }
        response.setContentLengthLong(reply.content().length());
        if (withBody) {
            reply.content().writeTo(response.getOutputStream());
        }
    }
}
