package org.souk.itests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A shopper in a test, who uses the JSON API of one shop on any container, and keeps the session cookie like a browser. */
public final class Shopper {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final int port;
    private final String host;
    private String cookie = "";

    public Shopper(int port, String host) {
        this.port = port;
        this.host = host;
    }

    /** The same shopper, with the same cookie, at another container. */
    public Shopper at(Container other) {
        Shopper shopper = new Shopper(other.httpPort(), host);
        shopper.cookie = cookie;
        return shopper;
    }

    /** The same shopper with this cookie. */
    public Shopper with(String brought) {
        Shopper shopper = new Shopper(port, host);
        shopper.cookie = brought;
        return shopper;
    }

    /** The JSON text of a request body. */
    public static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body + " is no JSON", e);
        }
    }

    public record Json(int status, JsonNode body, Http.Answer raw) {
        public String text(String pointer) {
            return body.at(pointer).asText();
        }

        @Override
        public String toString() {
            return status + " " + body;
        }
    }

    public Json get(String path) {
        return call("GET", path, null, Map.of());
    }

    public Json add(String sku, int quantity) {
        return call("POST", "/api/v1/cart/lines", Map.of("sku", sku, "quantity", quantity), Map.of());
    }

    public Json change(String line, int quantity) {
        return call("PATCH", "/api/v1/cart/lines/" + line, Map.of("quantity", quantity), Map.of());
    }

    public Json remove(String line) {
        return call("DELETE", "/api/v1/cart/lines/" + line, null, Map.of());
    }

    public Json cart() {
        return get("/api/v1/cart");
    }

    public Json checkout() {
        return checkout(UUID.randomUUID().toString(), address("GB"));
    }

    public Json checkout(String key, Map<String, Object> body) {
        return call("POST", "/api/v1/checkout", body, Map.of("Idempotency-Key", key));
    }

    public static Map<String, Object> address(String country) {
        Map<String, Object> body = new HashMap<>();
        body.put("email", "ada@example.org");
        body.put(
                "shippingAddress",
                Map.of(
                        "name",
                        "Ada Lovelace",
                        "line1",
                        "12 St James's Square",
                        "line2",
                        "",
                        "city",
                        "London",
                        "region",
                        "",
                        "postcode",
                        "SW1Y 4JH",
                        "country",
                        country));
        body.put("shippingMethod", "standard");
        body.put("payment", Map.of("method", "invoice"));
        return body;
    }

    public Json call(String method, String path, @Nullable Object body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        if (!cookie.isEmpty()) {
            all.put("Cookie", cookie);
        }
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        try {
            Http.Answer answer = Http.send(port, host, method, path, body == null ? null : json(body), all);
            answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
            return new Json(
                    answer.status(), answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body()), answer);
        } catch (JsonProcessingException e) {
            throw new AssertionError(method + " " + path + " is no JSON", e);
        }
    }

    public String cookie() {
        return cookie;
    }
}
