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
import org.souk.storefront.internal.text.ThemeTexts;
import org.souk.storefront.internal.view.CouponFormView;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Form;
import org.souk.storefront.internal.web.Reply;
import org.souk.storefront.internal.web.RequestProblem;

/** The cart and its forms. Forms answer with a redirect, so that reloading sends nothing twice. */
@Component(service = CartPages.class)
public final class CartPages {
    private final PageSupport support;
    private final Carts carts;
    private final ProductPage products;

    @Activate
    public CartPages(@Reference PageSupport support, @Reference Carts carts, @Reference ProductPage products) {
        this.support = support;
        this.carts = carts;
        this.products = products;
    }

    Reply show(Exchange exchange) {
        boolean retry = exchange.query("again").isPresent();
        boolean added = exchange.query("added").isPresent();
        ThemeTexts texts = support.texts(exchange);
        return show(exchange, 200, retry ? texts.get("cart.again") : added ? texts.get("cart.added") : null, retry);
    }

    private Reply show(Exchange exchange, int status, @Nullable String notice, boolean failed) {
        return show(exchange, status, notice, failed, new CouponFormView("", null));
    }

    private Reply show(Exchange exchange, int status, @Nullable String notice, boolean failed, CouponFormView coupon) {
        Cart cart = carts.view(exchange.shop(), exchange.sessionOrNull(), Destination.UNKNOWN);
        Map<String, Object> model = new LinkedHashMap<>();
        ThemeTexts texts = support.texts(exchange);
        ProductPresenter presenter = support.presenter(exchange);
        model.put(
                "cart",
                new CartViews(exchange.shop().catalog(), presenter, texts)
                        .view(cart, exchange.shop().catalog().locale().getCountry()));
        model.put("notice", notice);
        model.put("bad", failed);
        boolean coupons = !exchange.shop().catalog().settings().coupons().isEmpty();
        model.put("couponForm", coupons ? coupon : null);
        return support.render(
                exchange, status, "cart.peb", support.privatePage(exchange, texts.get("cart.title")), model);
    }

    Reply add(Exchange exchange) {
        support.requireValidToken(exchange);
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
                    support.texts(exchange).get("cart.quantity.wrong"));
        }
        CartOutcome outcome = carts.add(
                exchange.shop(), exchange.sessionOrNull(), offer.get().variant().sku(), quantity.get(), null);
        if (outcome instanceof CartOutcome.Changed changed) {
            return Reply.redirect(303, "/cart?added").with(changed.session());
        }
        if (outcome instanceof CartOutcome.SessionReplaced) {
            return afterSessionChange();
        }
        return products.show(
                exchange, offer.get().product(), offer.get().variant(), 409, refusal(outcome, support.texts(exchange)));
    }

    Reply update(Exchange exchange) {
        support.requireValidToken(exchange);
        Form form = exchange.form();
        Optional<Integer> quantity = quantity(form, 0);
        if (quantity.isEmpty()) {
            return show(exchange, 422, support.texts(exchange).get("cart.quantity.wrong"), true);
        }
        return answer(
                exchange,
                carts.setQuantity(exchange.shop(), exchange.sessionOrNull(), line(form), quantity.get(), null));
    }

    Reply remove(Exchange exchange) {
        support.requireValidToken(exchange);
        return answer(exchange, carts.remove(exchange.shop(), exchange.sessionOrNull(), line(exchange.form()), null));
    }

    Reply applyCoupon(Exchange exchange) {
        support.requireValidToken(exchange);
        String code = exchange.form().text("code").strip();
        CartOutcome outcome = coupon(code)
                .map(entered -> carts.applyCoupon(exchange.shop(), exchange.sessionOrNull(), entered, null))
                .orElse(null);
        if (outcome == null || outcome instanceof CartOutcome.UnknownCoupon) {
            String error = support.texts(exchange).get("cart.coupon.unknown");
            return show(exchange, 409, null, false, new CouponFormView(code, error));
        }
        return answer(exchange, outcome);
    }

    Reply removeCoupon(Exchange exchange) {
        support.requireValidToken(exchange);
        return answer(exchange, carts.removeCoupon(exchange.shop(), exchange.sessionOrNull(), null));
    }

    private static Optional<CouponCode> coupon(String code) {
        try {
            return Optional.of(new CouponCode(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A sign-in replaced the session. The redirect lets the browser send its new cookie, so the new form belongs to the new session. */
    private static Reply afterSessionChange() {
        return Reply.redirect(303, "/cart?again");
    }

    private Reply answer(Exchange exchange, CartOutcome outcome) {
        if (outcome instanceof CartOutcome.Changed changed) {
            return Reply.redirect(303, "/cart").with(changed.session());
        }
        if (outcome instanceof CartOutcome.UnknownLine || outcome instanceof CartOutcome.Empty) {
            // removed or ordered in another window: the current cart shows it
            return Reply.redirect(303, "/cart");
        }
        return outcome instanceof CartOutcome.SessionReplaced
                ? afterSessionChange()
                : show(exchange, 409, refusal(outcome, support.texts(exchange)), true);
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
            throw RequestProblem.malformed("the form names no cart line");
        }
    }

    private static Optional<Integer> quantity(Form form, int min) {
        String text = form.text("quantity");
        if (!text.matches("\\d{1,6}")) {
            return Optional.empty();
        }
        int quantity = Integer.parseInt(text);
        return quantity < min || quantity > Carts.MAX_QUANTITY ? Optional.empty() : Optional.of(quantity);
    }
}
