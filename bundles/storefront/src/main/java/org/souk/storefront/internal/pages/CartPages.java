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
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
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
        CartViews views = new CartViews(exchange.catalog(), support.presenter(exchange), texts);
        model.put("cart", views.view(cart, exchange.catalog().locale().getCountry()));
        model.put("notice", notice);
        model.put("bad", failed);
        boolean coupons = !exchange.catalog().settings().coupons().isEmpty();
        model.put("couponForm", coupons ? coupon : null);
        return support.renderPrivate(exchange, status, "cart.peb", texts.get("cart.title"), model);
    }

    Reply add(Exchange exchange) {
        support.requireValidToken(exchange);
        Form form = exchange.form();
        Catalog.Offer offer = Exchange.parsed(form.text("sku"), Sku::new)
                .flatMap(exchange.catalog()::offer)
                .orElseThrow(() -> RequestProblem.notFound("the shop does not sell that"));
        Product product = offer.product();
        ThemeTexts texts = support.texts(exchange);
        Map<String, String> wanted = VariantIndex.wanted(offer.variant(), product, form);
        Variant variant = wanted.equals(offer.variant().options())
                ? offer.variant()
                : new VariantIndex(product).nearest(wanted, support.presenter(exchange)::buyable);
        if (form.first("show").isPresent()) {
            return Reply.redirect(303, ProductPresenter.address(product, variant.sku()) + "#choose");
        }
        if (!variant.options().equals(wanted)) {
            return products.show(exchange, product, variant, 409, texts.get("product.othervariant"));
        }
        Optional<Integer> quantity = quantity(form, 1);
        if (quantity.isEmpty()) {
            return products.show(exchange, product, variant, 422, texts.get("cart.quantity.wrong"));
        }
        CartOutcome outcome = carts.add(exchange.shop(), exchange.sessionOrNull(), variant.sku(), quantity.get(), null);
        if (outcome instanceof CartOutcome.Changed changed) {
            return Reply.redirect(303, "/cart?added").with(changed.session());
        }
        if (outcome instanceof CartOutcome.SessionReplaced) {
            return afterSessionChange();
        }
        return products.show(exchange, product, variant, 409, refusal(outcome, texts));
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
        String code = exchange.form().text("code");
        CartOutcome outcome = Exchange.parsed(code, CouponCode::new)
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

    /**
     * The reply to a form of a session that a sign-in has just replaced. The redirect makes the browser load the form again with its new
     * cookie.
     */
    private static Reply afterSessionChange() {
        return Reply.redirect(303, "/cart?again");
    }

    private Reply answer(Exchange exchange, CartOutcome outcome) {
        if (outcome instanceof CartOutcome.Changed changed) {
            return Reply.redirect(303, "/cart").with(changed.session());
        }
        if (outcome instanceof CartOutcome.UnknownLine || outcome instanceof CartOutcome.Empty) {
            // the line was removed or ordered in another window; the current cart shows that
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

    private static LineId line(Form form) {
        return Exchange.parsed(form.text("line"), LineId::new)
                .orElseThrow(() -> RequestProblem.malformed("the form names no cart line"));
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
