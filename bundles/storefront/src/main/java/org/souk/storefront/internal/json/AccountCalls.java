package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.customer.Credentials;
import org.souk.api.customer.Customer;
import org.souk.api.customer.Customers;
import org.souk.api.customer.OwnOrder;
import org.souk.api.customer.PasswordChange;
import org.souk.api.customer.SignInResult;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** The calls on accounts. */
final class AccountCalls {
    private static final int MOST_ORDERS = 200;

    private final Customers customers;

    AccountCalls(Customers customers) {
        this.customers = customers;
    }

    Reply account(Exchange exchange) {
        return Reply.json(200, Json.bytes(customer(current(exchange))));
    }

    Reply orders(Exchange exchange) {
        current(exchange);
        ObjectNode node = Json.object();
        ArrayNode items = node.putArray("items");
        customers.orders(exchange.shop(), session(exchange), MOST_ORDERS).forEach(order -> items.add(order(order)));
        return Reply.json(200, Json.bytes(node));
    }

    Reply register(Exchange exchange) {
        Credentials credentials = credentials(exchange);
        return entry(
                exchange,
                201,
                customers.register(
                        exchange.shop(),
                        session(exchange),
                        credentials,
                        exchange.host().origin(),
                        key(exchange)));
    }

    Reply signIn(Exchange exchange) {
        Credentials credentials = credentials(exchange);
        return entry(
                exchange,
                200,
                customers.signIn(
                        exchange.shop(),
                        session(exchange),
                        credentials,
                        exchange.host().origin(),
                        key(exchange)));
    }

    Reply signOut(Exchange exchange) {
        Reply done = Reply.empty(204);
        return exchange.session()
                .map(session -> done.with(customers.signOut(exchange.shop(), session)))
                .orElse(done);
    }

    Reply changePassword(Exchange exchange) {
        JsonInput input = JsonInput.of(exchange);
        String present = input.text("present");
        String wanted = input.text("password");
        input.check();
        PasswordChange change = customers.changePassword(
                exchange.shop(),
                session(exchange),
                present,
                wanted,
                exchange.host().origin());
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
                ? nobody(exchange)
                : unauthorized(exchange, "wrong-credentials", "the present password is another");
    }

    private static Reply entry(Exchange exchange, int status, SignInResult entry) {
        if (entry instanceof SignInResult.SignedIn in) {
            ObjectNode node = customer(in.customer());
            ArrayNode left = node.putArray("left");
            in.left()
                    .forEach(line -> left.add(Json.object()
                            .put("sku", line.sku().value())
                            .put("title", line.title())
                            .put("quantity", line.quantity())));
            return Reply.json(status, Json.bytes(node)).with(in.session());
        }
        if (entry instanceof SignInResult.Invalid invalid) {
            throw JsonProblems.invalid(invalid.faults());
        }
        if (entry instanceof SignInResult.EmailTaken) {
            throw new RequestProblem(409, "email-taken", "there is an account with this address; sign in instead");
        }
        if (entry instanceof SignInResult.TooMany many) {
            throw tooMany(many.retryAfter());
        }
        if (entry instanceof SignInResult.Busy busy) {
            throw busy(busy.retryAfter());
        }
        throw entry instanceof SignInResult.KeyReused
                ? JsonProblems.keyReused()
                : unauthorized(exchange, "wrong-credentials", "no account has this address and this password");
    }

    private Customer current(Exchange exchange) {
        return customers.current(exchange.shop(), session(exchange)).orElseThrow(() -> nobody(exchange));
    }

    private static RequestProblem nobody(Exchange exchange) {
        return unauthorized(exchange, "not-signed-in", "sign in first: POST /api/v1/account/session");
    }

    /** 401 names a way to sign in (RFC 9110, 11.6.1); browsers ask nobody for one that they do not know. */
    private static RequestProblem unauthorized(Exchange exchange, String name, String detail) {
        String way = "Session realm=\"" + exchange.shop().catalog().id() + "\"";
        return new RequestProblem(401, name, detail, Map.of(), Map.of("WWW-Authenticate", way));
    }

    private static RequestProblem tooMany(Duration retryAfter) {
        return new RequestProblem(
                429, "too-many-attempts", "too many attempts failed; wait", Map.of(), wait(retryAfter));
    }

    private static RequestProblem busy(Duration retryAfter) {
        return new RequestProblem(
                503, "unavailable", "too many sign in at the moment; try again", Map.of(), wait(retryAfter));
    }

    private static Map<String, String> wait(Duration retryAfter) {
        return Map.of("Retry-After", Long.toString(retryAfter.plusMillis(999).toSeconds()));
    }

    private static Credentials credentials(Exchange exchange) {
        JsonInput input = JsonInput.of(exchange);
        String email = input.text("email");
        String password = input.text("password");
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

    private static @Nullable SessionToken session(Exchange exchange) {
        return exchange.session().orElse(null);
    }

    private static @Nullable IdempotencyKey key(Exchange exchange) {
        Optional<IdempotencyKey> key = exchange.idempotencyKey();
        return key.orElse(null);
    }
}
