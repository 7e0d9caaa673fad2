package org.souk.storefront.internal.json;

import java.time.Duration;
import java.util.Map;
import org.souk.api.cart.CartOutcome;
import org.souk.api.cart.Carts;
import org.souk.api.cart.Destination;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.common.text.TextNormalizer;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** The calls of the JSON API for the cart of a session. Each change returns the whole cart. */
final class CartCalls {
    private final Carts carts;

    CartCalls(Carts carts) {
        this.carts = carts;
    }

    Reply view(Exchange exchange) {
        Destination destination = new Destination(
                exchange.query("country")
                        .filter(text -> text.matches("[A-Z]{2}"))
                        .orElse(null),
                exchange.query("shippingMethod")
                        .filter(text -> !TextNormalizer.isBlank(text))
                        .orElse(null));
        return Json.reply(200, CartJson.cart(carts.view(exchange.shop(), exchange.sessionOrNull(), destination)));
    }

    Reply add(Exchange exchange) {
        JsonInput input = JsonInput.of(exchange);
        String text = input.text("sku");
        int quantity = input.integer("quantity", 1, Carts.MAX_QUANTITY);
        input.check();
        Sku sku;
        try {
            sku = new Sku(text);
        } catch (IllegalArgumentException e) {
            throw JsonProblems.invalid(Map.of("sku", String.valueOf(e.getMessage())));
        }
        return answer(
                carts.add(exchange.shop(), exchange.sessionOrNull(), sku, quantity, exchange.idempotencyKeyOrNull()));
    }

    Reply change(Exchange exchange) {
        JsonInput input = JsonInput.of(exchange);
        int quantity = input.integer("quantity", 0, Carts.MAX_QUANTITY);
        input.check();
        return answer(carts.setQuantity(
                exchange.shop(), exchange.sessionOrNull(), line(exchange), quantity, exchange.idempotencyKeyOrNull()));
    }

    Reply remove(Exchange exchange) {
        return answer(carts.remove(
                exchange.shop(), exchange.sessionOrNull(), line(exchange), exchange.idempotencyKeyOrNull()));
    }

    Reply applyCoupon(Exchange exchange) {
        JsonInput input = JsonInput.of(exchange);
        String text = input.text("code");
        input.check();
        CouponCode code = Exchange.parsed(text, CouponCode::new).orElseThrow(CartCalls::noCoupon);
        return answer(
                carts.applyCoupon(exchange.shop(), exchange.sessionOrNull(), code, exchange.idempotencyKeyOrNull()));
    }

    Reply removeCoupon(Exchange exchange) {
        return answer(carts.removeCoupon(exchange.shop(), exchange.sessionOrNull(), exchange.idempotencyKeyOrNull()));
    }

    private static Reply answer(CartOutcome outcome) {
        if (outcome instanceof CartOutcome.Changed changed) {
            return Json.reply(200, CartJson.cart(changed.cart())).with(changed.session());
        }
        throw problem(outcome);
    }

    private static RequestProblem problem(CartOutcome outcome) {
        if (outcome instanceof CartOutcome.UnknownSku unknown) {
            return RequestProblem.notFound("the shop does not sell '" + unknown.sku() + "'");
        }
        if (outcome instanceof CartOutcome.UnknownCoupon) {
            return noCoupon();
        }
        if (outcome instanceof CartOutcome.Empty) {
            return JsonProblems.cartEmpty();
        }
        if (outcome instanceof CartOutcome.UnknownLine) {
            return noLine();
        }
        if (outcome instanceof CartOutcome.OutOfStock out) {
            return new RequestProblem(
                    409,
                    "out-of-stock",
                    "only " + out.available() + " of '" + out.sku() + "' in stock",
                    Map.of("sku", out.sku().value(), "requested", out.requested(), "available", out.available()),
                    Map.of());
        }
        if (outcome instanceof CartOutcome.Full full) {
            return new RequestProblem(
                    409, "cart-full", "a cart holds at most " + full.most(), Map.of("most", full.most()), Map.of());
        }
        if (outcome instanceof CartOutcome.SessionReplaced) {
            return RequestProblem.retryable(
                    409,
                    "session-replaced",
                    "a sign-in has just replaced this session; send the request again with the new cookie",
                    Duration.ofSeconds(1));
        }
        return JsonProblems.keyReused();
    }

    private static LineId line(Exchange exchange) {
        return Exchange.parsed(exchange.variable("id"), LineId::new).orElseThrow(CartCalls::noLine);
    }

    private static RequestProblem noLine() {
        return RequestProblem.notFound("the cart has no such line");
    }

    private static RequestProblem noCoupon() {
        return new RequestProblem(409, "coupon-unknown", "the shop has no such coupon; check its spelling");
    }
}
