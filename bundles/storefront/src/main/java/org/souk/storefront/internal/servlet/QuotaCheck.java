package org.souk.storefront.internal.servlet;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.souk.api.cart.Cart;
import org.souk.api.cart.Carts;
import org.souk.api.cart.Destination;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.PaymentPaths;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/**
 * Refuses requests that would create a session or an idempotency key for a client address that has created too many today, and counts what
 * other requests create. A shopper behind such an address can still change an existing cart and sign out.
 */
final class QuotaCheck {
    private static final String CHECKOUT = "/checkout";
    /** Forms with an idempotency key in a hidden field. */
    private static final Set<String> FORMS_WITH_KEY = Set.of(CHECKOUT, "/account/sign-in", "/account/register");
    /** Calls that always start a session. */
    private static final Set<String> SIGN_INS = Set.of("/api/v1/account", "/api/v1/account/session");

    private static final Set<String> ADDITIONS = Set.of("/cart/add", "/api/v1/cart/lines");
    /** Calls and forms that replace the session by one that is not stored. */
    private static final Set<String> SIGN_OUTS = Set.of("DELETE /api/v1/account/session", "POST /account/sign-out");

    private final AddressQuota quota;
    private final Carts carts;

    QuotaCheck(AddressQuota quota, Carts carts) {
        this.quota = quota;
        this.carts = carts;
    }

    /** @throws RequestProblem 429 if the request would create a row and the address may create no more today */
    void require(Exchange exchange) {
        if (exchange.isSafe() || PaymentPaths.acceptsAnyOrigin(exchange.path())) {
            return;
        }
        Optional<Duration> wait = quota.exhausted(exchange.host().remote());
        if (wait.isPresent() && wouldCreate(exchange)) {
            throw RequestProblem.retryable(
                    429, "too-many-requests", "this address has created too many sessions or orders today", wait.get());
        }
    }

    /** Counts what a write has stored: a session, an idempotency key, or both. */
    void count(Exchange exchange, Reply reply) {
        if (exchange.isSafe() || reply.status() >= 400 || isSignOut(exchange)) {
            return;
        }
        boolean session = reply.sessionOrNull() != null
                && !reply.sessionOrNull().equals(exchange.session().orElse(null));
        boolean key = hasKeyHeader(exchange) || isForm(exchange) && !showsAgain(exchange, reply);
        if (session || key) {
            quota.add(exchange.host().remote(), session && key ? 2 : 1);
        }
    }

    private boolean wouldCreate(Exchange exchange) {
        if (hasKeyHeader(exchange)) {
            return true;
        }
        if (!exchange.method().equals("POST")) {
            return false;
        }
        if (isForm(exchange)) {
            return !exchange.form().text("action").equals("recalculate");
        }
        return SIGN_INS.contains(exchange.path()) || ADDITIONS.contains(exchange.path()) && !hasCart(exchange);
    }

    /** Whether the session has a stored cart. A cookie alone proves nothing, because a client can invent one. */
    private boolean hasCart(Exchange exchange) {
        if (exchange.session().isEmpty()) {
            return false;
        }
        Cart cart = carts.view(exchange.shop(), exchange.sessionOrNull(), Destination.UNKNOWN);
        return cart.version() > 0;
    }

    private static boolean hasKeyHeader(Exchange exchange) {
        return !exchange.headers().all("Idempotency-Key").isEmpty();
    }

    private static boolean isForm(Exchange exchange) {
        return exchange.method().equals("POST") && FORMS_WITH_KEY.contains(exchange.path());
    }

    /** Whether the reply to the checkout form is the form again or the cart, so that no order was placed. */
    private static boolean showsAgain(Exchange exchange, Reply reply) {
        return exchange.path().equals(CHECKOUT)
                && (reply.status() != 303 || "/cart".equals(reply.headers().get("Location")));
    }

    private static boolean isSignOut(Exchange exchange) {
        return SIGN_OUTS.contains(exchange.method() + " " + exchange.path());
    }
}
