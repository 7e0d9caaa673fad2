package org.souk.storefront.internal.json;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.souk.api.cart.Cart;
import org.souk.api.order.Address;
import org.souk.api.order.CheckoutRequest;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.Orders;
import org.souk.api.order.Placement;
import org.souk.api.order.Shortage;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.ParkedShop;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** The calls of the JSON API for checkout and for placed orders. */
final class OrderCalls {
    private final Orders orders;

    OrderCalls(Orders orders) {
        this.orders = orders;
    }

    Reply checkout(Exchange exchange) {
        JsonInput.requireJson(exchange);
        IdempotencyKey key = exchange.idempotencyKey()
                .orElseThrow(() -> new RequestProblem(
                        400, "idempotency-key-missing", "send the header Idempotency-Key with a value of your own"));
        CheckoutRequest request = request(JsonInput.of(exchange), URI.create(exchange.baseUrl()));
        Placement placement = placement(exchange, request, key);
        if (placement instanceof Placement.PaymentNeeded needed) {
            Reply reply = Json.reply(202, PaymentCalls.pending(exchange, needed));
            return exchange.session().map(reply::with).orElse(reply);
        }
        if (placement instanceof Placement.Placed placed) {
            Reply reply = Json.reply(201, OrderJson.receipt(placed.order(), placed.token()))
                    .with("Location", "/api/v1/orders/" + placed.order().number() + "?token=" + placed.token());
            // placing an order renews the session, so the reply sets its cookie again
            return exchange.session().map(reply::with).orElse(reply);
        }
        if (placement instanceof Placement.Elsewhere elsewhere && elsewhere.url() != null) {
            URI url = URI.create(elsewhere.url());
            return Reply.redirect(307, url.getScheme() + "://" + url.getAuthority() + exchange.path());
        }
        throw problem(placement);
    }

    private Placement placement(Exchange exchange, CheckoutRequest request, IdempotencyKey key) {
        SessionToken session = exchange.sessionOrNull();
        return exchange.shop().parked()
                ? orders.repeat(exchange.shop(), session, request, key).orElseThrow(ParkedShop::problem)
                : orders.place(exchange.shop(), session, request, key);
    }

    Reply order(Exchange exchange) {
        String token = exchange.query("token").orElse("");
        return Exchange.parsed(exchange.variable("number"), OrderNumber::new)
                .flatMap(number -> orders.find(exchange.catalog().id(), number, token))
                .map(order -> Json.reply(200, OrderJson.order(order)))
                .orElseThrow(() -> RequestProblem.notFound("no order with that number and token"));
    }

    private static CheckoutRequest request(JsonInput input, URI site) {
        String email = input.text("email");
        JsonInput address = input.object("shippingAddress", true);
        Address shippingAddress = new Address(
                address.text("name"),
                address.text("line1"),
                address.optionalText("line2").orElse(""),
                address.text("city"),
                address.optionalText("region").orElse(""),
                address.text("postcode"),
                address.text("country"));
        address.rejectUnknown();
        String shipping = input.optionalText("shippingMethod").orElse(null);
        JsonInput payment = input.object("payment", false);
        String method = input.has("payment") ? payment.text("method") : null;
        payment.rejectUnknown();
        Long version = input.optionalLong("cartVersion").orElse(null);
        input.check();
        return new CheckoutRequest(email, shippingAddress, shipping, method, version, site);
    }

    private static RequestProblem problem(Placement placement) {
        if (placement instanceof Placement.OutOfStock out) {
            return outOfStock(out.shortages(), Map.of());
        }
        if (placement instanceof Placement.PriceChanged changed) {
            return priceChanged(changed.cart());
        }
        if (placement instanceof Placement.CartProblem problem) {
            return cartProblem(problem.cart());
        }
        if (placement instanceof Placement.CartEmpty) {
            return JsonProblems.cartEmpty();
        }
        if (placement instanceof Placement.Invalid invalid) {
            return JsonProblems.invalid(invalid.errors());
        }
        if (placement instanceof Placement.PaymentDeclined) {
            return new RequestProblem(
                    402,
                    "payment-declined",
                    "the payment was declined; order again, perhaps with another payment method");
        }
        if (placement instanceof Placement.PaymentOver) {
            return new RequestProblem(
                    409, "payment-over", "the payment took too long or was replaced by another; order again");
        }
        if (placement instanceof Placement.Elsewhere) {
            return RequestProblem.retryable(
                    503, "checkout-elsewhere", "this container takes no orders", Duration.ofMinutes(1));
        }
        return JsonProblems.keyReused();
    }

    /** The problem of a cart with lines that cannot be bought. They are reported as having no stock. */
    private static RequestProblem cartProblem(Cart cart) {
        List<Shortage> missing = cart.lines().stream()
                .filter(line -> !line.available())
                .map(line -> new Shortage(line.sku(), line.quantity(), 0))
                .toList();
        return missing.isEmpty() ? priceChanged(cart) : outOfStock(missing, Map.of("cart", CartJson.cart(cart)));
    }

    private static RequestProblem priceChanged(Cart cart) {
        return new RequestProblem(
                409,
                "price-changed",
                "the cart has changed since it was last shown; check it and order again",
                Map.of("cart", CartJson.cart(cart)),
                Map.of());
    }

    private static RequestProblem outOfStock(List<Shortage> shortages, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(more);
        members.put("items", shortages.stream().map(CartJson::shortage).toList());
        members.put(
                "available",
                shortages.stream().mapToInt(Shortage::available).min().orElse(0));
        return new RequestProblem(
                409, "out-of-stock", "there are fewer than the cart holds; see items", members, Map.of());
    }
}
