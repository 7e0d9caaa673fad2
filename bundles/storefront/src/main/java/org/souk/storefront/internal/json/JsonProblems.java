package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** Creates problem documents (RFC 9457), the error replies of the JSON API. */
public final class JsonProblems {
    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("cart-empty", "The cart is empty"),
            Map.entry("cart-full", "The cart is full"),
            Map.entry("checkout-elsewhere", "Orders are not taken here"),
            Map.entry("coupon-unknown", "There is no such coupon"),
            Map.entry("email-taken", "The address has an account"),
            Map.entry("forbidden-origin", "Writes from other sites are refused"),
            Map.entry("idempotency-key-missing", "The header Idempotency-Key is missing"),
            Map.entry("idempotency-key-reused", "The Idempotency-Key came before with another request"),
            Map.entry("internal", "Something went wrong"),
            Map.entry("invalid-request", "The request is not valid"),
            Map.entry("malformed", "The request cannot be read"),
            Map.entry("method-not-allowed", "The method is not allowed here"),
            Map.entry("not-found", "Not found"),
            Map.entry("not-signed-in", "Nobody is signed in"),
            Map.entry("out-of-stock", "There is not enough in stock"),
            Map.entry("parked", "The shop is closed for the moment"),
            Map.entry("payment-declined", "The payment was declined"),
            Map.entry("payment-over", "The payment has ended"),
            Map.entry("price-changed", "The cart has changed since it was last shown"),
            Map.entry("session-replaced", "The session was replaced"),
            Map.entry("timeout", "The request took too long to arrive"),
            Map.entry("too-large", "The body is too large"),
            Map.entry("too-long", "The address is too long"),
            Map.entry("too-many-attempts", "Too many attempts failed"),
            Map.entry("too-many-requests", "Too many sessions or orders from this client address"),
            Map.entry("unavailable", "This is unavailable at the moment"),
            Map.entry("unknown-host", "There is no shop at this host"),
            Map.entry("unsupported-media-type", "The body is of the wrong type"),
            Map.entry("wrong-credentials", "The address or the password is wrong"));

    private JsonProblems() {}

    public static Reply reply(RequestProblem problem) {
        ObjectNode node = Json.object();
        node.put("type", "urn:souk:problem:" + problem.name());
        node.put("title", TITLES.getOrDefault(problem.name(), problem.name()));
        node.put("status", problem.status());
        node.put("detail", problem.detail());
        problem.members().forEach((name, value) -> node.set(name, Json.tree(value)));
        return Reply.of(problem.status(), "application/problem+json", Reply.Content.of(Json.bytes(node)));
    }

    static Map<String, String> titles() {
        return TITLES;
    }

    static RequestProblem invalid(Map<String, String> errors) {
        return new RequestProblem(
                400, "invalid-request", "see errors for what to change", Map.of("errors", errors), Map.of());
    }

    static RequestProblem cartEmpty() {
        return new RequestProblem(409, "cart-empty", "put something into the cart first");
    }

    static RequestProblem keyReused() {
        return new RequestProblem(422, "idempotency-key-reused", "use a new Idempotency-Key for another request");
    }
}
