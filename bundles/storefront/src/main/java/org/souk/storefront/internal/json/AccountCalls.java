package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.souk.api.customer.Credentials;
import org.souk.api.customer.Customer;
import org.souk.api.customer.Customers;
import org.souk.api.customer.OwnOrder;
import org.souk.api.customer.PasswordChange;
import org.souk.api.customer.SignInResult;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** The calls of the JSON API for customers: registration, sign-in, password, and their own orders. */
final class AccountCalls {
    private static final int MAX_ORDERS = 200;

    private final Customers customers;

    AccountCalls(Customers customers) {
        this.customers = customers;
    }

    Reply account(Exchange exchange) {
        return Json.reply(200, customer(current(exchange)));
    }

    Reply orders(Exchange exchange) {
        current(exchange);
        ObjectNode node = Json.object();
        ArrayNode items = node.putArray("items");
        customers
                .orders(exchange.shop(), exchange.sessionOrNull(), MAX_ORDERS)
                .forEach(order -> items.add(order(order)));
        return Json.reply(200, node);
    }

    Reply register(Exchange exchange) {
        SignInResult result = customers.register(
                exchange.shop(),
                exchange.sessionOrNull(),
                credentials(exchange),
                exchange.host().clientAddress(),
                exchange.idempotencyKeyOrNull());
        return reply(exchange, 201, result);
    }

    Reply signIn(Exchange exchange) {
        SignInResult result = customers.signIn(
                exchange.shop(),
                exchange.sessionOrNull(),
                credentials(exchange),
                exchange.host().clientAddress(),
                exchange.idempotencyKeyOrNull());
        return reply(exchange, 200, result);
    }

    Reply signOut(Exchange exchange) {
        Reply done = Reply.empty(204);
        return exchange.session()
                .map(session -> done.with(customers.signOut(exchange.shop(), session)))
                .orElse(done);
    }

    Reply changePassword(Exchange exchange) {
        JsonInput input = JsonInput.of(exchange);
        String current = input.secret("present");
        String replacement = input.secret("password");
        input.check();
        PasswordChange change = customers.changePassword(
                exchange.shop(),
                exchange.sessionOrNull(),
                current,
                replacement,
                exchange.host().clientAddress());
        if (change instanceof PasswordChange.Changed changed) {
            return Reply.empty(204).with(changed.session());
        }
        if (change instanceof PasswordChange.Invalid invalid) {
            throw JsonProblems.invalid(invalid.faults());
        }
        if (change instanceof PasswordChange.TooMany many) {
            throw tooMany(many.retryAfter());
        }
        if (change instanceof PasswordChange.Busy busy) {
            throw busy(busy.retryAfter());
        }
        throw change instanceof PasswordChange.Nobody
                ? notSignedIn(exchange)
                : unauthorized(exchange, "wrong-credentials", "the current password is wrong");
    }

    private static Reply reply(Exchange exchange, int status, SignInResult result) {
        if (result instanceof SignInResult.SignedIn in) {
            ObjectNode node = customer(in.customer());
            ArrayNode left = node.putArray("left");
            in.left()
                    .forEach(line -> left.add(Json.object()
                            .put("sku", line.sku().value())
                            .put("title", line.title())
                            .put("quantity", line.quantity())));
            return Json.reply(status, node).with(in.session());
        }
        if (result instanceof SignInResult.Invalid invalid) {
            throw JsonProblems.invalid(invalid.faults());
        }
        if (result instanceof SignInResult.EmailTaken) {
            throw new RequestProblem(409, "email-taken", "there is an account with this address; sign in instead");
        }
        if (result instanceof SignInResult.TooMany many) {
            throw tooMany(many.retryAfter());
        }
        if (result instanceof SignInResult.Busy busy) {
            throw busy(busy.retryAfter());
        }
        throw result instanceof SignInResult.KeyReused
                ? JsonProblems.keyReused()
                : unauthorized(exchange, "wrong-credentials", "no account has this address and this password");
    }

    private Customer current(Exchange exchange) {
        return customers.current(exchange.shop(), exchange.sessionOrNull()).orElseThrow(() -> notSignedIn(exchange));
    }

    private static RequestProblem notSignedIn(Exchange exchange) {
        return unauthorized(exchange, "not-signed-in", "sign in first: POST /api/v1/account/session");
    }

    /**
     * A 401 must name an authentication scheme (RFC 9110, 11.6.1). The scheme is one that browsers do not know, so they show no password
     * dialog.
     */
    private static RequestProblem unauthorized(Exchange exchange, String name, String detail) {
        String challenge = "Session realm=\"" + exchange.shop().catalog().id() + "\"";
        return new RequestProblem(401, name, detail, Map.of(), Map.of("WWW-Authenticate", challenge));
    }

    private static RequestProblem tooMany(Duration retryAfter) {
        return RequestProblem.retryable(429, "too-many-attempts", "too many attempts failed; wait", retryAfter);
    }

    private static RequestProblem busy(Duration retryAfter) {
        return RequestProblem.unavailable("too many sign-ins at the moment; try again", retryAfter);
    }

    private static Credentials credentials(Exchange exchange) {
        JsonInput input = JsonInput.of(exchange);
        String email = input.text("email");
        String password = input.secret("password");
        input.check();
        return new Credentials(email, password);
    }

    private static ObjectNode customer(Customer customer) {
        return Json.object()
                .put("email", customer.email())
                .put("registeredAt", customer.registeredAt().toString());
    }

    private static ObjectNode order(OwnOrder order) {
        ObjectNode node = Json.object();
        node.put("number", order.number().value());
        node.put("token", order.token());
        node.put("status", order.status().toLowerCase(Locale.ROOT).replace('_', '-'));
        node.set("total", Json.money(order.total()));
        node.put("placedAt", order.placedAt().toString());
        return node;
    }
}
