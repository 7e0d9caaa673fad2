package org.souk.storefront.internal.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.host.Authority;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;

/**
 * One request to one shop. The version of the shop stays whole until the reply is written.
 *
 * @param shop whose host it is
 * @param host what was asked for
 * @param method upper case: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS
 * @param path decoded once, starts with a slash, has no empty or dotted segment
 * @param query parameters of the address
 * @param headers all fields
 * @param body read when asked for
 * @param session what the cookie brought, believed to be nothing but a look-up key
 * @param variables of the route that matched
 */
public record Exchange(
        LiveCatalog shop,
        RequestHost host,
        String method,
        String path,
        Form query,
        Headers headers,
        Body body,
        Optional<SessionToken> session,
        Map<String, String> variables) {
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    /** Without variables. */
    public Exchange(
            LiveCatalog shop,
            RequestHost host,
            String method,
            String path,
            Form query,
            Headers headers,
            Body body,
            Optional<SessionToken> session) {
        this(shop, host, method, path, query, headers, body, session, Map.of());
    }

    /** Takes a copy. */
    public Exchange {
        variables = Map.copyOf(variables);
    }

    /** The same with the variables of a route. */
    public Exchange with(Map<String, String> routeVariables) {
        return new Exchange(shop, host, method, path, query, headers, body, session, routeVariables);
    }

    /** Host and perhaps port. */
    public Authority authority() {
        return host.authority();
    }

    /** Whether it came over HTTPS. */
    public boolean secure() {
        return host.secure();
    }

    /** {@code https} or {@code http}. */
    public String scheme() {
        return host.scheme();
    }

    /** {@code http://tack.localhost:8181}, no slash at the end. */
    public String baseUrl() {
        return host.baseUrl();
    }

    /** Whether the method is safe (RFC 9110, section 9.2.1): it only reads. */
    public boolean isSafe() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /** The first query parameter of that name. */
    public Optional<String> query(String name) {
        return query.first(name);
    }

    /** Every query parameter of that name. */
    public List<String> queries(String name) {
        return query.all(name);
    }

    /** A variable of the route. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no variable '" + name + "'");
        }
        return value;
    }

    /** The first header field of that name. */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** The media type of the body, lower case without parameters; empty if it has none. */
    public String mediaType() {
        String value = header("Content-Type").orElse("");
        int parameters = value.indexOf(';');
        return (parameters < 0 ? value : value.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The form that was sent.
     *
     * @throws RequestProblem 415 if the body is of another kind, 413 if it is too long, 400 if it is malformed
     */
    public Form form() {
        if (!mediaType().equals(FORM_TYPE)) {
            throw new RequestProblem(415, "unsupported-media-type", "send " + FORM_TYPE);
        }
        return Form.parse(new String(body.bytes(), StandardCharsets.UTF_8));
    }

    /**
     * The key of the header {@code Idempotency-Key}; a page's form brings its own in a hidden field.
     *
     * @throws RequestProblem 400 if there are two, or it has a wrong form
     */
    public Optional<IdempotencyKey> idempotencyKey() {
        List<String> keys = headers.all("Idempotency-Key");
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1) {
            throw RequestProblem.malformed("more than one Idempotency-Key");
        }
        try {
            return Optional.of(IdempotencyKey.parse(keys.get(0)));
        } catch (IllegalArgumentException e) {
            throw RequestProblem.malformed(String.valueOf(e.getMessage()));
        }
    }
}
