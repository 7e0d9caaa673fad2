package org.souk.core.internal.order;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.souk.api.cart.Destination;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.ShippingMethod;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.order.Order;
import org.souk.api.order.OrderLine;
import org.souk.api.store.OrderStore.Decision;
import org.souk.api.store.StoredCart;
import org.souk.core.internal.cart.PricedCart;
import org.souk.core.internal.cart.PricedCoupon;
import org.souk.core.internal.cart.PricedLine;
import org.souk.core.internal.cart.Pricing;
import org.souk.core.internal.price.Delivery;
import org.souk.core.internal.price.PriceBook;
import org.souk.core.internal.price.Totals;

/**
 * Decides whether a cart becomes an order. Has no side effects, because the store calls it while the cart is locked, and again if it
 * repeats the transaction. It therefore uses prices that were computed before, and never calls the shop's Java code.
 */
final class CheckoutRules {
    private final Pricing pricing;
    private final LiveCatalog shop;
    private final CheckoutForm form;
    private final PriceBook book;
    private final Terms terms;

    CheckoutRules(Pricing pricing, LiveCatalog shop, CheckoutForm form, PriceBook book, Terms terms) {
        this.pricing = pricing;
        this.shop = shop;
        this.form = form;
        this.book = book;
        this.terms = terms;
    }

    /**
     * What a decision needs to know about payments through a gateway.
     *
     * @param gateways payment methods that gateways in the shop's Java code provide
     * @param site base URL of the shop as the shopper reached it
     * @param reservation how long stock is reserved
     * @param firstCheck delay after which any container checks the payment, in case this one crashes
     */
    record Terms(Set<String> gateways, URI site, Duration reservation, Duration firstCheck) {}

    /** Why a cart does not become an order. */
    sealed interface Refusal {
        record NotOffered(Map<String, String> faults) implements Refusal {}

        record Empty() implements Refusal {}

        /** A price is needed that was not computed before. */
        record Unpriced() implements Refusal {}

        record Unsellable() implements Refusal {}

        /** The shopper saw another cart, other prices or another discount. */
        record NotAsShown(Set<LineId> repriced) implements Refusal {}
    }

    Decision<Refusal> decide(StoredCart cart) {
        Map<String, String> faults = form.notOffered(shop.catalog().settings(), terms.gateways());
        if (!faults.isEmpty()) {
            return new Decision.Refuse<>(new Refusal.NotOffered(faults));
        }
        if (cart.lines().isEmpty()) {
            return new Decision.Refuse<>(new Refusal.Empty());
        }
        if (!book.has(Pricing.units(shop, cart.lines()))) {
            return new Decision.Refuse<>(new Refusal.Unpriced());
        }
        PricedCart priced = pricing.price(shop, cart, book);
        if (priced.hasChangedSinceShown()) {
            return new Decision.Reprice<>(
                    priced.shown(), priced.shownCoupon(), new Refusal.NotAsShown(priced.repriced()));
        }
        if (priced.anyDiscontinued() || priced.exceedsMaximum()) {
            return new Decision.Refuse<>(new Refusal.Unsellable());
        }
        if (form.cartVersion() != null && form.cartVersion() != cart.version()) {
            return new Decision.Refuse<>(new Refusal.NotAsShown(Set.of()));
        }
        Decision.Place<Refusal> place = place(priced);
        return form.paidThroughGateway(shop.catalog().settings())
                        && !place.details().nothingToPay()
                ? new Decision.Pay<>(place, terms.site(), terms.reservation(), terms.firstCheck())
                : place;
    }

    private Decision.Place<Refusal> place(PricedCart cart) {
        Map<Sku, Integer> take = new TreeMap<>();
        Set<Sku> oversell = new HashSet<>();
        for (PricedLine line : cart.lines()) {
            Catalog.Offer offer = line.offer();
            if (offer == null || !offer.variant().tracked()) {
                continue;
            }
            Variant variant = offer.variant();
            take.merge(variant.sku(), line.stored().quantity(), Integer::sum);
            if (variant.oversell()) {
                oversell.add(variant.sku());
            }
        }
        PricedCoupon coupon = cart.coupon();
        return new Decision.Place<>(details(cart), take, oversell, coupon == null ? 0 : coupon.mostUses());
    }

    private Order.Details details(PricedCart cart) {
        ShopSettings settings = shop.catalog().settings();
        Destination destination = form.destination();
        Totals totals = cart.totals(destination);
        List<OrderLine> lines = cart.lines().stream()
                .map(line -> new OrderLine(
                        line.stored().sku(), line.title(), line.stored().quantity(), line.unitPrice(), line.total()))
                .toList();
        PricedCoupon coupon = cart.coupon();
        String method = Delivery.method(settings, form.address().country(), form.shippingMethod())
                .map(ShippingMethod::id)
                .orElseThrow();
        return new Order.Details(
                form.email(),
                form.address(),
                method,
                form.payment(settings),
                lines,
                totals.subtotal(),
                totals.discount(),
                totals.shipping(),
                totals.tax(),
                totals.taxIncluded(),
                totals.total(),
                settings.locale().toLanguageTag(),
                coupon != null && coupon.counts() ? coupon.stored().code() : null);
    }
}
