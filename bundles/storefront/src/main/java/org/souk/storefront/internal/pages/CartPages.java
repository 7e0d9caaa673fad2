package org.souk.storefront.internal.pages;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.cart.Cart;
import org.souk.api.cart.CartOutcome;
import org.souk.api.cart.Carts;
import org.souk.api.cart.Destination;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.storefront.internal.theme.ThemeTexts;
import org.souk.storefront.internal.view.CouponFormView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Form;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** The cart and its forms. What is sent is answered with a redirect, so that loading the page again sends nothing. */
@Component(service = CartPages.class)
public final class CartPages {
    private final PageSupport room;
    private final Carts carts;
    private final ProductPage products;

    /** With what carts do. */
    @Activate
    public CartPages(@Reference PageSupport room, @Reference Carts carts, @Reference ProductPage products) {
        this.room = room;
        this.carts = carts;
        this.products = products;
    }

    Reply show(Exchange exchange) {
        boolean again = exchange.query("again").isPresent();
        boolean added = exchange.query("added").isPresent();
        ThemeTexts texts = room.texts(exchange);
        return show(exchange, 200, again ? texts.get("cart.again") : added ? texts.get("cart.added") : null, again);
    }

    private Reply show(Exchange exchange, int status, @Nullable String notice, boolean bad) {
        return show(exchange, status, notice, bad, new CouponFormView("", null));
    }

    private Reply show(Exchange exchange, int status, @Nullable String notice, boolean bad, CouponFormView coupon) {
        Cart cart = carts.view(exchange.shop(), exchange.session().orElse(null), Destination.UNKNOWN);
        Map<String, Object> model = new LinkedHashMap<>();
        ThemeTexts texts = room.texts(exchange);
        ProductPresenter shelf = room.shelf(exchange);
        model.put(
                "cart",
                new CartViews(exchange.shop().catalog(), shelf, texts)
                        .view(cart, exchange.shop().catalog().locale().getCountry()));
        model.put("notice", notice);
        model.put("bad", bad);
        boolean coupons = !exchange.shop().catalog().settings().coupons().isEmpty();
        model.put("couponForm", coupons ? coupon : null);
        return room.page(exchange, status, "cart.peb", room.hidden(exchange, texts.get("cart.title")), model);
    }

    Reply add(Exchange exchange) {
        room.demandOwn(exchange);
        Form form = exchange.form();
        Optional<Catalog.Offer> offer = sku(form).flatMap(exchange.shop().catalog()::offer);
        if (offer.isEmpty()) {
            throw RequestProblem.notFound("the shop does not sell that");
        }
        Optional<Integer> quantity = quantity(form, 1);
        if (quantity.isEmpty()) {
            return products.show(
                    exchange,
                    offer.get().product(),
                    offer.get().variant(),
                    422,
                    room.texts(exchange).get("cart.quantity.wrong"));
        }
        CartOutcome outcome = carts.add(
                exchange.shop(),
                exchange.session().orElse(null),
                offer.get().variant().sku(),
                quantity.get(),
                null);
        if (outcome instanceof CartOutcome.Changed changed) {
            return Reply.redirect(303, "/cart?added").with(changed.session());
        }
        if (outcome instanceof CartOutcome.SessionReplaced) {
            return again();
        }
        return products.show(
                exchange, offer.get().product(), offer.get().variant(), 409, refusal(outcome, room.texts(exchange)));
    }

    Reply update(Exchange exchange) {
        room.demandOwn(exchange);
        Form form = exchange.form();
        Optional<Integer> quantity = quantity(form, 0);
        if (quantity.isEmpty()) {
            return show(exchange, 422, room.texts(exchange).get("cart.quantity.wrong"), true);
        }
        return answer(
                exchange,
                carts.setQuantity(exchange.shop(), exchange.session().orElse(null), line(form), quantity.get(), null));
    }

    Reply remove(Exchange exchange) {
        room.demandOwn(exchange);
        return answer(
                exchange, carts.remove(exchange.shop(), exchange.session().orElse(null), line(exchange.form()), null));
    }

    Reply applyCoupon(Exchange exchange) {
        room.demandOwn(exchange);
        String typed = exchange.form().text("code").strip();
        CartOutcome outcome = coupon(typed)
                .map(code ->
                        carts.applyCoupon(exchange.shop(), exchange.session().orElse(null), code, null))
                .orElse(null);
        if (outcome == null || outcome instanceof CartOutcome.UnknownCoupon) {
            String wrong = room.texts(exchange).get("cart.coupon.unknown");
            return show(exchange, 409, null, false, new CouponFormView(typed, wrong));
        }
        return answer(exchange, outcome);
    }

    Reply removeCoupon(Exchange exchange) {
        room.demandOwn(exchange);
        return answer(
                exchange, carts.removeCoupon(exchange.shop(), exchange.session().orElse(null), null));
    }

    private static Optional<CouponCode> coupon(String typed) {
        try {
            return Optional.of(new CouponCode(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The browser asks for the cart with the new cookie, if it has that by then; so the form there is the new session's too. */
    private static Reply again() {
        return Reply.redirect(303, "/cart?again");
    }

    private Reply answer(Exchange exchange, CartOutcome outcome) {
        if (outcome instanceof CartOutcome.Changed changed) {
            return Reply.redirect(303, "/cart").with(changed.session());
        }
        if (outcome instanceof CartOutcome.UnknownLine || outcome instanceof CartOutcome.Empty) {
            // taken out or ordered in another window: the cart as it is now says so
            return Reply.redirect(303, "/cart");
        }
        return outcome instanceof CartOutcome.SessionReplaced
                ? again()
                : show(exchange, 409, refusal(outcome, room.texts(exchange)), true);
    }

    private static String refusal(CartOutcome outcome, ThemeTexts texts) {
        if (outcome instanceof CartOutcome.OutOfStock out) {
            return out.available() == 0
                    ? texts.get("cart.refused.out")
                    : texts.count("cart.refused.few", out.available(), out.requested());
        }
        return outcome instanceof CartOutcome.Full full
                ? texts.get("cart.refused.full", full.most())
                : texts.get("cart.refused.gone");
    }

    private static Optional<Sku> sku(Form form) {
        try {
            return Optional.of(new Sku(form.text("sku")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static LineId line(Form form) {
        try {
            return new LineId(form.text("line"));
        } catch (IllegalArgumentException e) {
            throw RequestProblem.malformed("the form names no line of the cart");
        }
    }

    private static Optional<Integer> quantity(Form form, int least) {
        String text = form.text("quantity");
        if (!text.matches("\\d{1,6}")) {
            return Optional.empty();
        }
        int quantity = Integer.parseInt(text);
        return quantity < least || quantity > Carts.MAX_QUANTITY ? Optional.empty() : Optional.of(quantity);
    }
}
