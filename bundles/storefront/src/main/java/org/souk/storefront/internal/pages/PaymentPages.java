package org.souk.storefront.internal.pages;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.order.PaymentAttemptId;
import org.souk.api.order.Placement;
import org.souk.api.payment.Payments;
import org.souk.storefront.internal.theme.Links;
import org.souk.storefront.internal.theme.ThemeTexts;
import org.souk.storefront.internal.view.PaymentView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.PaymentAddresses;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/**
 * The page of a payment: it sends the shopper to pay, and is where the gateway sends them back to. Whoever knows its address may see it: the
 * id in it is random.
 */
@Component(service = PaymentPages.class)
public final class PaymentPages {
    private static final String TO_PAY = "?pay";
    private static final int SECONDS = 3;

    private final PageSupport room;
    private final Payments payments;

    /** With what knows payments. */
    @Activate
    public PaymentPages(@Reference PageSupport room, @Reference Payments payments) {
        this.room = room;
        this.payments = payments;
    }

    /**
     * Where a form of the checkout goes on to, if it is an order or is about to be one. To a page of ours even when it is paid elsewhere:
     * browsers stop a form that is redirected to another host ({@code form-action}).
     */
    static Optional<Reply> onward(Placement placement) {
        if (placement instanceof Placement.Placed placed) {
            return Optional.of(Reply.redirect(303, order(placed)));
        }
        return placement instanceof Placement.PaymentNeeded needed
                ? Optional.of(Reply.redirect(303, address(needed.attempt()) + TO_PAY))
                : Optional.empty();
    }

    private static String order(Placement.Placed placed) {
        return "/orders/" + Links.segment(placed.order().number().value()) + "?token="
                + Links.parameter(placed.token());
    }

    private static String address(PaymentAttemptId attempt) {
        return PaymentAddresses.BACK + attempt;
    }

    /** Some gateways send shoppers back by a form. */
    Reply comeBack(Exchange exchange) {
        return Reply.redirect(303, address(attempt(exchange.variable("attempt"))));
    }

    Reply show(Exchange exchange) {
        PaymentAttemptId attempt = attempt(exchange.variable("attempt"));
        Placement placement = payments.check(exchange.shop(), attempt)
                .orElseThrow(() -> RequestProblem.notFound("there is no such payment"));
        if (placement instanceof Placement.Placed placed) {
            return Reply.redirect(303, order(placed));
        }
        ThemeTexts texts = room.texts(exchange);
        if (placement instanceof Placement.PaymentNeeded needed) {
            Optional<URI> next = needed.next();
            boolean first = exchange.query("pay").isPresent() && next.isPresent();
            String onward = next.map(URI::toASCIIString).orElse("");
            Reply page = page(
                    exchange,
                    new PaymentView(first ? "go" : "wait", texts.get(first ? "payment.go" : "payment.wait"), onward));
            return page.with("Refresh", first ? "0; url=" + onward : SECONDS + "; url=" + address(attempt));
        }
        String key = placement instanceof Placement.PaymentDeclined ? "payment.declined" : "payment.over";
        return page(exchange, new PaymentView("bad", texts.get(key), ""));
    }

    private Reply page(Exchange exchange, PaymentView view) {
        String title = room.texts(exchange).get("payment.title");
        return room.page(exchange, 200, "payment.peb", room.hidden(exchange, title), Map.of("payment", view))
                .with("Referrer-Policy", "no-referrer");
    }

    private static PaymentAttemptId attempt(String text) {
        try {
            return new PaymentAttemptId(text);
        } catch (IllegalArgumentException e) {
            throw RequestProblem.notFound("there is no such payment");
        }
    }
}
