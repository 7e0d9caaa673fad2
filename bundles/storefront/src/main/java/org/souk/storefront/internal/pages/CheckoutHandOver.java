package org.souk.storefront.internal.pages;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.cart.Carts;
import org.souk.api.cart.Destination;
import org.souk.api.node.Node;
import org.souk.api.session.HandOvers;
import org.souk.api.session.SessionToken;
import org.souk.storefront.internal.text.Links;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;

/**
 * Moves shoppers from a container that only shows shops to one that takes orders. A hand-over code in the address brings the guest's
 * session, and so the cart, along.
 */
@Component(service = CheckoutHandOver.class)
public final class CheckoutHandOver {
    private static final String CHECKOUT = "/checkout";
    private static final String HAND_OVER = "handover";

    private final PageSupport support;
    private final Carts carts;
    private final Node node;
    private final HandOvers handOvers;

    @Activate
    public CheckoutHandOver(
            @Reference PageSupport support,
            @Reference Carts carts,
            @Reference Node node,
            @Reference HandOvers handOvers) {
        this.support = support;
        this.carts = carts;
        this.node = node;
        this.handOvers = handOvers;
    }

    /**
     * Redirects to the container that takes orders, or says that there is none. Browsers block a form that is redirected to another host
     * ({@code form-action}), so the reply to a form is a page with a link to that container. A hand-over code is valid for one minute.
     */
    Reply toCheckoutContainer(Exchange exchange) {
        Optional<URI> url = node.checkoutUrl(exchange.catalog().id());
        if (url.isPresent() && exchange.isSafe()) {
            return Reply.redirect(303, checkoutAddress(exchange, url.get()));
        }
        return url.isEmpty()
                ? support.errorPage(exchange, 503, "elsewhere.title", "elsewhere.text", Map.of())
                        .retryAfter(Duration.ofMinutes(1))
                : support.errorPage(
                        exchange, 503, "elsewhere.title", "elsewhere.onward.text", Map.of("onward", CHECKOUT));
    }

    /**
     * The address of the checkout. Another host does not get the session's cookie, so the address contains a code for a guest's session,
     * unless the cart is empty.
     */
    private String checkoutAddress(Exchange exchange, URI url) {
        String base = url.getScheme() + "://" + url.getAuthority();
        String path = url.getPath() == null || url.getPath().length() <= 1 ? CHECKOUT : url.getPath();
        Optional<SessionToken> session = exchange.session();
        if (session.isEmpty()
                || base.equalsIgnoreCase(exchange.host().baseUrl())
                || !exchange.method().equals("GET")) {
            return base + path;
        }
        if (session.get().isCustomers()) {
            // no code for a customer: anyone who follows the link would be signed in as that customer; sign-in shows
            // the cart there
            return base + "/account/sign-in?return=" + Links.parameter(path);
        }
        return carts.view(exchange.shop(), session.get(), Destination.UNKNOWN).isEmpty()
                ? base + path
                : base + path + "?" + HAND_OVER + "="
                        + handOvers.issue(exchange.catalog().id(), session.get());
    }

    /**
     * The reply to an address with a code: a redirect to the address without it, with the session if the code is valid. Empty if there is
     * no code.
     */
    Optional<Reply> fromOtherContainer(Exchange exchange) {
        Optional<String> code = exchange.query(HAND_OVER);
        if (code.isEmpty() || !exchange.method().equals("GET")) {
            return Optional.empty();
        }
        Reply reply = Reply.redirect(303, exchange.path());
        if (exchange.session().filter(SessionToken::isCustomers).isPresent()) {
            // a signed-in customer stays signed in: a link or another person's code must not change that
            return Optional.of(reply);
        }
        return Optional.of(handOvers
                .redeem(exchange.catalog().id(), code.get())
                .map(reply::with)
                .orElse(reply));
    }
}
