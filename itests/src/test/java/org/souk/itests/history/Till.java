package org.souk.itests.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.itests.Http;
import org.souk.itests.Shopper;

/** The way to the shop's JSON API on one container: says actions as requests, and reads answers as outcomes. */
record Till(String node, int port, String host) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEM = "urn:souk:problem:";
    private static final String LINES = "/api/v1/cart/lines";

    /** Sends a request and records the outcome; empty if it was never sent. */
    Optional<Outcome> ask(int client, Tab tab, Action action, History history) {
        long invoked = history.now();
        Http.Answer answer = send(tab.token(), action);
        long completed = history.now();
        if (answer.status() == 0 && answer.body().matches("java\\.net\\.(Connect|http\\.HttpConnectTimeout)Exc.*")) {
            history.note(action.kind(), History.Ending.FAILED);
            return Optional.empty();
        }
        Outcome outcome = outcome(answer, action, history);
        cookie(answer).filter(token -> !tab.isOpen()).ifPresent(tab::open);
        if (outcome instanceof Outcome.Saw saw) {
            tab.show(saw.cart());
        }
        history.add(new Operation(client, node, tab.cart(), action, outcome, invoked, completed));
        return Optional.of(outcome);
    }

    /** Requests a page, which must be served even without the database. */
    void browse(String path, History history) {
        boolean excused = history.isDown(node);
        Http.Answer answer = Http.get(port, host, path);
        boolean served = answer.status() == 200;
        history.note("browse", served ? History.Ending.OK : History.Ending.FAILED);
        if (!served && !excused && !history.isDown(node)) {
            history.odd(node + " answers " + path + " with " + answer);
        }
    }

    private Http.Answer send(String token, Action action) {
        if (action instanceof Action.Add add) {
            return call(token, "POST", LINES, Map.of("sku", add.sku(), "quantity", add.quantity()), add.key());
        }
        if (action instanceof Action.Change change) {
            Map<String, Object> body = Map.of("quantity", change.quantity());
            return call(token, "PATCH", LINES + "/" + change.line(), body, change.key());
        }
        if (action instanceof Action.Remove remove) {
            return call(token, "DELETE", LINES + "/" + remove.line(), null, remove.key());
        }
        if (action instanceof Action.Order order) {
            Map<String, Object> body = new HashMap<>(Shopper.address("GB"));
            if (order.version() != null) {
                body.put("cartVersion", order.version());
            }
            if (order.payer() != null) {
                body.put("email", order.payer() + "@example.org");
                body.put("payment", Map.of("method", "bank"));
            }
            return call(token, "POST", "/api/v1/checkout", body, order.key());
        }
        return call(token, "GET", "/api/v1/cart", null, null);
    }

    private Http.Answer call(
            String token, String method, String path, @Nullable Map<String, Object> body, @Nullable String key) {
        Map<String, String> headers = new HashMap<>();
        if (!token.isEmpty()) {
            headers.put("Cookie", "souk=" + token);
        }
        if (key != null) {
            headers.put("Idempotency-Key", key);
        }
        try {
            if (body == null) {
                return Http.send(port, host, method, path, null, headers);
            }
            headers.put("Content-Type", "application/json");
            return Http.send(port, host, method, path, JSON.writeValueAsString(body), headers);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Outcome outcome(Http.Answer answer, Action action, History history) {
        int status = answer.status();
        if (status == 0 || status >= 500) {
            if (status > 503 || (status == 503 && answer.header("Retry-After").isEmpty()) || status == 500) {
                history.odd(node + " answers " + action + " with " + answer);
            }
            return new Outcome.Unknown(status == 0 ? answer.body() : "answered " + status);
        }
        JsonNode body = json(answer);
        if (status == 202) {
            return new Outcome.Unknown("the bank has not said");
        }
        if (status == 201) {
            return new Outcome.Placed(
                    body.get("number").asText(), body.at("/total/amount").asLong());
        }
        if (status == 200) {
            return new Outcome.Saw(cart(body));
        }
        return new Outcome.Refused(body.path("type").asText().replace(PROBLEM, ""));
    }

    private static JsonNode json(Http.Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.toString(), e);
        }
    }

    private static CartView cart(JsonNode body) {
        List<CartView.Line> lines = new ArrayList<>();
        body.get("lines")
                .forEach(line -> lines.add(new CartView.Line(
                        line.get("id").asText(),
                        line.get("sku").asText(),
                        line.get("quantity").asInt())));
        return new CartView(
                body.get("version").asLong(),
                List.copyOf(lines),
                body.at("/subtotal/amount").asLong());
    }

    private static Optional<String> cookie(Http.Answer answer) {
        return Optional.of(answer.header("Set-Cookie"))
                .filter(header -> header.startsWith("souk="))
                .map(header -> header.substring("souk=".length()).replaceAll(";.*", ""));
    }
}
