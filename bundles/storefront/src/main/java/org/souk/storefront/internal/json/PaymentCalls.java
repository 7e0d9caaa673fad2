package org.souk.storefront.internal.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import org.souk.api.order.PaymentAttemptId;
import org.souk.api.order.Placement;
import org.souk.api.payment.Payments;
import org.souk.api.spi.PaymentGateway.Notice;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.PaymentPaths;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** The calls of the JSON API for open payments, and for notifications from gateways. */
final class PaymentCalls {
    private final Payments payments;

    PaymentCalls(Payments payments) {
        this.payments = payments;
    }

    /** The response to a checkout whose shopper has to pay at the gateway first. */
    static ObjectNode pending(Exchange exchange, Placement.PaymentNeeded needed) {
        ObjectNode node = Json.object();
        node.put("attempt", needed.attempt().value());
        node.put(
                "next",
                needed.next()
                        .map(URI::toASCIIString)
                        .orElse(exchange.baseUrl() + PaymentPaths.RETURN + needed.attempt()));
        return node;
    }

    Reply payment(Exchange exchange) {
        Placement placement = Exchange.parsed(exchange.variable("attempt"), PaymentAttemptId::new)
                .flatMap(attempt -> payments.check(exchange.shop(), attempt))
                .orElseThrow(() -> RequestProblem.notFound("no payment with that id"));
        return Json.reply(200, state(exchange, placement));
    }

    private static ObjectNode state(Exchange exchange, Placement placement) {
        if (placement instanceof Placement.PaymentNeeded needed) {
            return pending(exchange, needed).put("state", "open");
        }
        ObjectNode node = Json.object().put("attempt", exchange.variable("attempt"));
        if (placement instanceof Placement.Placed placed) {
            node.put("state", "placed");
            node.set("order", OrderJson.receipt(placed.order(), placed.token()));
            return node;
        }
        return node.put("state", placement instanceof Placement.PaymentDeclined ? "declined" : "over");
    }

    /** Handles a notification from a gateway. The payment method verifies that it is genuine. */
    Reply notice(Exchange exchange) {
        Notice notice = new Notice(
                exchange.headers().lowerCase(), exchange.body().bytes().clone());
        return switch (payments.notice(exchange.shop(), exchange.variable("method"), notice)) {
            case TAKEN -> Reply.empty(204);
            case REFUSED ->
                throw RequestProblem.notFound("no payment for this notification, or its sender cannot be verified");
            case LATER ->
                throw RequestProblem.unavailable(
                        "the notification cannot be processed now; send it again", Duration.ofMinutes(1));
        };
    }
}
