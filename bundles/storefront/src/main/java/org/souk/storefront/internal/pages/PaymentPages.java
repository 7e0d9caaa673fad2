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
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.PaymentView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.PaymentPaths;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** The page of a payment. It sends the shopper to the gateway, which sends the shopper back to it. Its random id is the only protection. */
@Component(service = PaymentPages.class)
public final class PaymentPages {
    private static final String PAY_NOW = "?pay";
    private static final int REFRESH_SECONDS = 3;

    private final PageSupport support;
    private final Payments payments;

    @Activate
    public PaymentPages(@Reference PageSupport support, @Reference Payments payments) {
        this.support = support;
        this.payments = payments;
    }

    /**
     * The redirect after a checkout that placed an order or needs a payment; empty for other results. It leads to a page of the shop even
     * if the shopper pays elsewhere: browsers block a form that is redirected to another host ({@code form-action}).
     */
    static Optional<Reply> redirectAfter(Placement placement) {
        if (placement instanceof Placement.Placed placed) {
            return Optional.of(Reply.redirect(303, orderPath(placed)));
        }
        return placement instanceof Placement.PaymentNeeded needed
                ? Optional.of(Reply.redirect(303, path(needed.attempt()) + PAY_NOW))
                : Optional.empty();
    }

    private static String orderPath(Placement.Placed placed) {
        return OrderPage.address(placed.order().number(), placed.token());
    }

    private static String path(PaymentAttemptId attempt) {
        return PaymentPaths.RETURN + attempt;
    }

    /** Handles the return of a shopper by POST: some gateways send shoppers back with a form. */
    Reply returnFromGateway(Exchange exchange) {
        return Reply.redirect(303, path(attempt(exchange)));
    }

    Reply show(Exchange exchange) {
        PaymentAttemptId attempt = attempt(exchange);
        Placement placement = payments.check(exchange.shop(), attempt)
                .orElseThrow(() -> RequestProblem.notFound("there is no such payment"));
        if (placement instanceof Placement.Placed placed) {
            return Reply.redirect(303, orderPath(placed));
        }
        ThemeTexts texts = support.texts(exchange);
        if (placement instanceof Placement.PaymentNeeded needed) {
            Optional<URI> next = needed.next();
            boolean first = exchange.query("pay").isPresent() && next.isPresent();
            String nextUrl = next.map(URI::toASCIIString).orElse("");
            Reply page = page(
                    exchange,
                    new PaymentView(first ? "go" : "wait", texts.get(first ? "payment.go" : "payment.wait"), nextUrl));
            return page.with("Refresh", first ? "0; url=" + nextUrl : REFRESH_SECONDS + "; url=" + path(attempt));
        }
        String key = placement instanceof Placement.PaymentDeclined ? "payment.declined" : "payment.over";
        return page(exchange, new PaymentView("bad", texts.get(key), ""));
    }

    private Reply page(Exchange exchange, PaymentView view) {
        String title = support.texts(exchange).get("payment.title");
        return support.renderPrivate(exchange, 200, "payment.peb", title, Map.of("payment", view))
                .with("Referrer-Policy", "no-referrer");
    }

    private static PaymentAttemptId attempt(Exchange exchange) {
        return Exchange.parsed(exchange.variable("attempt"), PaymentAttemptId::new)
                .orElseThrow(() -> RequestProblem.notFound("there is no such payment"));
    }
}
