package org.souk.storefront.internal.pages;

import java.net.URI;
import java.util.List;
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
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Reply;

/** The way from a container that only shows shops to the one where orders are placed, and the arrival there. */
@Component(service = CheckoutElsewhere.class)
public final class CheckoutElsewhere {
    private static final String CHECKOUT = "/checkout";
    private static final String HAND_OVER = "handover";

    private final PageSupport room;
    private final Carts carts;
    private final Node node;
    private final HandOvers handOvers;

    /** With what takes a cart along. */
    @Activate
    public CheckoutElsewhere(
            @Reference PageSupport room, @Reference Carts carts, @Reference Node node, @Reference HandOvers handOvers) {
        this.room = room;
        this.carts = carts;
        this.node = node;
        this.handOvers = handOvers;
    }

    /**
     * Onward to where orders are placed, or that they are not placed here. Browsers stop a form that is redirected to another host
     * ({@code form-action}), so a form is answered with a link, by way of this very address: what takes the cart along is good for a minute.
     */
    Reply leave(Exchange exchange) {
        Optional<URI> url = node.checkoutUrl(exchange.shop().catalog().id());
        if (url.isPresent() && exchange.isSafe()) {
            return Reply.redirect(303, onward(exchange, url.get()));
        }
        ThemeTexts texts = room.texts(exchange);
        Map<String, Object> model = Map.of(
                "status", 503,
                "title", texts.get("elsewhere.title"),
                "text", texts.get(url.isEmpty() ? "elsewhere.text" : "elsewhere.onward.text"),
                "retry", List.of(),
                "onward", url.isEmpty() ? "" : CHECKOUT);
        Reply page = room.page(exchange, 503, "error.peb", room.hidden(exchange, texts.get("elsewhere.title")), model);
        return url.isEmpty() ? page.with("Retry-After", "60") : page;
    }

    /** To another host the cookie does not follow, so a code takes a guest's session along; none for who has nothing in the cart. */
    private String onward(Exchange exchange, URI url) {
        String base = url.getScheme() + "://" + url.getAuthority();
        String path = url.getPath() == null || url.getPath().length() <= 1 ? CHECKOUT : url.getPath();
        Optional<SessionToken> session = exchange.session();
        if (session.isEmpty()
                || base.equalsIgnoreCase(exchange.baseUrl())
                || !exchange.method().equals("GET")) {
            return base + path;
        }
        if (session.get().isCustomers()) {
            // an address takes nobody's account along, or whoever follows one could end up in a stranger's; the cart is
            // there too
            return base + "/account/sign-in?return=" + Links.parameter(path);
        }
        return carts.view(exchange.shop(), session.get(), Destination.UNKNOWN).isEmpty()
                ? base + path
                : base + path + "?" + HAND_OVER + "="
                        + handOvers.issue(exchange.shop().catalog().id(), session.get());
    }

    /** What a shopper brings from there: the session if the code is good, and no code in the address either way. */
    Optional<Reply> arrive(Exchange exchange) {
        Optional<String> code = exchange.query(HAND_OVER);
        if (code.isEmpty() || !exchange.method().equals("GET")) {
            return Optional.empty();
        }
        Reply reply = Reply.redirect(303, exchange.path());
        if (exchange.session().filter(SessionToken::isCustomers).isPresent()) {
            // who is signed in here stays so: a link, or somebody else's code, must not end that
            return Optional.of(reply);
        }
        return Optional.of(handOvers
                .redeem(exchange.shop().catalog().id(), code.get())
                .map(reply::with)
                .orElse(reply));
    }
}
