package org.souk.core.internal.cart;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.CartOutcome;
import org.souk.api.cart.Carts;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.store.CartStore.Decision;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredCoupon;
import org.souk.api.store.StoredLine;
import org.souk.core.internal.price.PriceBook;
import org.souk.core.internal.price.PricedUnit;

/**
 * Decides what a command does to a cart. Has no side effects, because the store calls it while the cart is locked, and again if it repeats
 * the transaction. It therefore uses prices that were computed before, and never calls the shop's Java code.
 */
final class CartRules {
    /** Prices are also computed for this many concurrent additions to the same line. */
    private static final int CONCURRENT_ADDS = 8;

    private final Pricing pricing;
    private final LiveCatalog shop;
    private final PriceBook book;
    private final Map<Sku, Integer> reserved;

    /** @param reserved quantities reserved for the shopper's own pending payment */
    CartRules(Pricing pricing, LiveCatalog shop, PriceBook book, Map<Sku, Integer> reserved) {
        this.pricing = pricing;
        this.shop = shop;
        this.book = book;
        this.reserved = reserved;
    }

    /** Returns the units whose prices {@link #decide} may need, also if another request changes the cart slightly before it is locked. */
    static List<PricedUnit> needs(LiveCatalog shop, StoredCart cart, CartCommand command) {
        List<PricedUnit> needs = new ArrayList<>(Pricing.units(shop, cart.lines()));
        if (command instanceof CartCommand.Add add) {
            int present = find(cart, add.sku()).map(StoredLine::quantity).orElse(0);
            for (int times = 1; times <= CONCURRENT_ADDS; times++) {
                need(needs, shop, add.sku(), present + times * add.quantity());
            }
        } else if (command instanceof CartCommand.SetQuantity set) {
            find(cart, set.line()).ifPresent(line -> need(needs, shop, line.sku(), set.quantity()));
        }
        return needs;
    }

    private static void need(List<PricedUnit> needs, LiveCatalog shop, Sku sku, int quantity) {
        if (quantity >= 1
                && quantity <= Carts.MAX_QUANTITY
                && shop.catalog().offer(sku).isPresent()) {
            needs.add(new PricedUnit(sku, quantity));
        }
    }

    /** What {@link #decide} decided about a command. */
    sealed interface Verdict {
        /** The command was executed. The prices of these other lines have changed. */
        record Done(Set<LineId> repriced) implements Verdict {}

        record Refused(CartOutcome outcome) implements Verdict {}

        /** Nothing was decided, because a price is needed that was not computed before. */
        record Unpriced() implements Verdict {}
    }

    Decision<Verdict> decide(StoredCart cart, CartCommand command) {
        if (command instanceof CartCommand.Add add) {
            return add(cart, add);
        }
        if (command instanceof CartCommand.SetQuantity set) {
            return setQuantity(cart, set.line(), set.quantity());
        }
        if (command instanceof CartCommand.ApplyCoupon apply) {
            return apply(cart, apply.code());
        }
        if (command instanceof CartCommand.RemoveCoupon) {
            return cart.coupon().isEmpty() ? show(cart) : write(cart, cart.lines(), null, null, false);
        }
        if (command instanceof CartCommand.Show) {
            return show(cart);
        }
        return setQuantity(cart, ((CartCommand.Remove) command).line(), 0);
    }

    /** Stores the current prices as those that the shopper has seen. */
    private Decision<Verdict> show(StoredCart cart) {
        if (!book.has(Pricing.units(shop, cart.lines()))) {
            return new Decision.Keep<>(new Verdict.Unpriced());
        }
        PricedCart priced = pricing.price(shop, cart, book);
        Verdict done = new Verdict.Done(priced.repriced());
        return priced.hasChangedSinceShown()
                ? new Decision.Write<>(priced.shown(), priced.shownCoupon(), done)
                : new Decision.Keep<>(done);
    }

    /** Applies a coupon of the catalog, even if it is currently invalid. */
    private Decision<Verdict> apply(StoredCart cart, CouponCode code) {
        if (!shop.catalog().settings().coupons().containsKey(code)) {
            return refuse(new CartOutcome.UnknownCoupon(code));
        }
        if (cart.lines().isEmpty()) {
            return refuse(new CartOutcome.Empty());
        }
        StoredCoupon coupon = new StoredCoupon(code, Money.zero(shop.catalog().currency()), false);
        return write(cart, cart.lines(), coupon, null, false);
    }

    private Decision<Verdict> add(StoredCart cart, CartCommand.Add add) {
        Optional<Catalog.Offer> offer = shop.catalog().offer(add.sku());
        if (offer.isEmpty()) {
            return refuse(new CartOutcome.UnknownSku(add.sku()));
        }
        Optional<StoredLine> present = find(cart, add.sku());
        if (present.isPresent()) {
            StoredLine line = present.get();
            return raise(cart, with(line, line.quantity() + add.quantity()));
        }
        if (cart.lines().size() >= Carts.MAX_LINES) {
            return refuse(new CartOutcome.Full(Carts.MAX_LINES));
        }
        Money unpriced = Money.zero(shop.catalog().currency());
        return raise(cart, new StoredLine(add.fresh(), add.sku(), offer.get().title(), add.quantity(), unpriced));
    }

    private Decision<Verdict> setQuantity(StoredCart cart, LineId id, int quantity) {
        Optional<StoredLine> found = find(cart, id);
        if (found.isEmpty()) {
            return refuse(new CartOutcome.UnknownLine(id));
        }
        StoredLine line = found.get();
        StoredLine wanted = quantity == 0 ? line : with(line, quantity);
        if (quantity > line.quantity()) {
            return raise(cart, wanted);
        }
        List<StoredLine> lines = new ArrayList<>(cart.lines());
        if (quantity == 0) {
            lines.remove(line);
        } else {
            lines.set(lines.indexOf(line), wanted);
        }
        return write(cart, lines, cart.couponOrNull(), wanted.id(), false);
    }

    /** Increases the quantity of a line, within the limits of cart and stock. */
    private Decision<Verdict> raise(StoredCart cart, StoredLine wanted) {
        Optional<Catalog.Offer> offer = shop.catalog().offer(wanted.sku());
        if (offer.isEmpty()) {
            return refuse(new CartOutcome.UnknownSku(wanted.sku()));
        }
        OptionalInt available = pricing.available(shop, offer.get().variant());
        int own = reserved.getOrDefault(wanted.sku(), 0);
        if (available.isPresent() && wanted.quantity() - own > available.getAsInt()) {
            return refuse(new CartOutcome.OutOfStock(wanted.sku(), wanted.quantity(), available.getAsInt() + own));
        }
        if (wanted.quantity() > Carts.MAX_QUANTITY) {
            return refuse(new CartOutcome.Full(Carts.MAX_QUANTITY));
        }
        List<StoredLine> lines = new ArrayList<>(cart.lines());
        lines.replaceAll(line -> line.id().equals(wanted.id()) ? wanted : line);
        if (!lines.contains(wanted)) {
            lines.add(wanted);
        }
        return write(cart, lines, cart.couponOrNull(), wanted.id(), true);
    }

    /**
     * Prices and stores the cart. The cart reports new prices to the shopper, except on the line that the shopper just changed.
     *
     * @param changed the line that was changed, or null
     * @param increases whether the subtotal may increase and so must be checked
     */
    private Decision<Verdict> write(
            StoredCart cart,
            List<StoredLine> lines,
            @Nullable StoredCoupon coupon,
            @Nullable LineId changed,
            boolean increases) {
        if (!book.has(Pricing.units(shop, lines))) {
            return new Decision.Keep<>(new Verdict.Unpriced());
        }
        PricedCart priced = pricing.price(shop, new StoredCart(cart.version(), lines, coupon), book);
        if (increases && priced.exceedsMaximum()) {
            return refuse(new CartOutcome.Full(Carts.MAX_QUANTITY));
        }
        Set<LineId> news = new HashSet<>(priced.repriced());
        news.remove(changed);
        return new Decision.Write<>(priced.shown(), priced.shownCoupon(), new Verdict.Done(Set.copyOf(news)));
    }

    private static Optional<StoredLine> find(StoredCart cart, LineId id) {
        return cart.lines().stream().filter(line -> line.id().equals(id)).findFirst();
    }

    private static Optional<StoredLine> find(StoredCart cart, Sku sku) {
        return cart.lines().stream().filter(line -> line.sku().equals(sku)).findFirst();
    }

    private static StoredLine with(StoredLine line, int quantity) {
        return new StoredLine(line.id(), line.sku(), line.title(), quantity, line.shownPrice());
    }

    private static Decision<Verdict> refuse(CartOutcome outcome) {
        return new Decision.Keep<>(new Verdict.Refused(outcome));
    }
}
