package org.souk.storefront.internal.servlet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.souk.api.session.SessionToken;
import org.souk.storefront.internal.web.Headers;

/**
 * The cookie that holds a shopper's session (RFC 6265). Its name is {@code souk}, or over HTTPS {@code __Host-souk}: browsers accept that
 * name from no other host and not over plain HTTP.
 */
final class SessionCookie {
    private static final String NAME = "souk";
    private static final String SECURE_NAME = "__Host-souk";

    private SessionCookie() {}

    /** The session of the request; empty if the cookie is malformed or repeated. */
    static Optional<SessionToken> read(Headers headers, boolean secure) {
        String name = secure ? SECURE_NAME : NAME;
        List<String> found = new ArrayList<>();
        for (String field : headers.all("Cookie")) {
            for (String pair : field.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    found.add(pair.substring(equals + 1).strip());
                }
            }
        }
        return found.size() == 1 ? SessionToken.read(found.get(0)) : Optional.empty();
    }

    /** The value of {@code Set-Cookie}. */
    static String write(SessionToken token, boolean secure, Duration lifetime) {
        return (secure ? SECURE_NAME : NAME) + "=" + token.value() + "; Path=/; Max-Age=" + lifetime.toSeconds()
                + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }
}
