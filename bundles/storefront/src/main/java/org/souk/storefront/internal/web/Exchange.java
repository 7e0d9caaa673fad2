package org.souk.storefront.internal.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;
import org.souk.common.text.TextNormalizer;

/**
 * A request to a shop. The version of the shop that answers it stays open until the reply is written.
 *
 * @param method upper case: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS
 * @param path decoded once, starts with a slash, has no empty or dotted segment
 * @param session token in the cookie; the session need not exist
 * @param variables of the route, with their values
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

    public Exchange {
        variables = Map.copyOf(variables);
    }

    public Exchange with(Map<String, String> routeVariables) {
        return new Exchange(shop, host, method, path, query, headers, body, session, routeVariables);
    }

    public Catalog catalog() {
        return shop.catalog();
    }

    public @Nullable SessionToken sessionOrNull() {
        return session.orElse(null);
    }

    /**
     * The beginning of all addresses that the shop writes, without a slash at the end: {@code http://tack.localhost:8181}. It follows the
     * canonical address even if a proxy does not report that the request came over HTTPS.
     */
    public String baseUrl() {
        return catalog().settings().canonical().map(host::baseUrl).orElseGet(host::baseUrl);
    }

    /** Whether the method is safe (RFC 9110, section 9.2.1): it only reads. */
    public boolean isSafe() {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    public Optional<String> query(String name) {
        return query.first(name);
    }

    /** @throws IllegalArgumentException if the route has no such variable */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no variable '" + name + "'");
        }
        // browsers on macOS may send NFD
        return TextNormalizer.nfc(value);
    }

    /** Parses a text from the client; empty if the parser throws an IllegalArgumentException. */
    public static <T> Optional<T> parsed(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The media type of the body in lower case without parameters; empty if there is none. */
    public String mediaType() {
        String value = headers.first("Content-Type").orElse("");
        int parameters = value.indexOf(';');
        return (parameters < 0 ? value : value.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** @throws RequestProblem 415 if the body is of another type, 413 if it is too long, 400 if it is malformed */
    public Form form() {
        if (!mediaType().equals(FORM_TYPE)) {
            throw new RequestProblem(415, "unsupported-media-type", "send " + FORM_TYPE);
        }
        return Form.parse(new String(body.bytes(), StandardCharsets.UTF_8));
    }

    /**
     * The header {@code Idempotency-Key}; forms of pages have a hidden field instead.
     *
     * @throws RequestProblem 400 if it is malformed or repeated
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

    public @Nullable IdempotencyKey idempotencyKeyOrNull() {
        return idempotencyKey().orElse(null);
    }
}
