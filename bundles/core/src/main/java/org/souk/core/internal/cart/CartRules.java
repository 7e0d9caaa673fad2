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
 * What a command makes of a cart. Pure: the store calls it under the cart's lock, and again when it must. So it goes by prices that were
 * taken before, and never asks the shop's Java.
 */
final class CartRules {
    /** Others may have put as many pieces into the same line, so often, since the cart was looked at. */
    private static final int AHEAD = 8;

    private final Pricing pricing;
    private final LiveCatalog shop;
    private final PriceBook book;
    private final Map<Sku, Integer> held;

    /** @param held pieces that are held for the shopper's own payment */
    CartRules(Pricing pricing, LiveCatalog shop, PriceBook book, Map<Sku, Integer> held) {
        this.pricing = pricing;
        this.shop = shop;
        this.book = book;
        this.held = held;
    }

    /** What {@link #decide} may want to know the prices of, if the cart is this one or nearly. */
    static List<PricedUnit> needs(LiveCatalog shop, StoredCart cart, Edit edit) {
        List<PricedUnit> needs = new ArrayList<>(Pricing.pieces(shop, cart.lines()));
        if (edit instanceof Edit.Add add) {
            int present = cart.lines().stream()
                    .filter(line -> line.sku().equals(add.sku()))
                    .mapToInt(StoredLine::quantity)
                    .findFirst()
                    .orElse(0);
            for (int times = 1; times <= AHEAD; times++) {
                need(needs, shop, add.sku(), present + times * add.quantity());
            }
        } else if (edit instanceof Edit.SetQuantity set) {
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

    /** What was decided. */
    sealed interface Verdict {
        /** It was done; these other lines have a new price. */
        record Done(Set<LineId> repriced) implements Verdict {}

        /** It was not. */
        record Refused(CartOutcome outcome) implements Verdict {}

        /** It cannot be told yet: a price is wanted that was not taken beforehand. */
        record Unpriced() implements Verdict {}
    }

    Decision<Verdict> decide(StoredCart cart, Edit edit) {
        if (edit instanceof Edit.Add add) {
            return add(cart, add);
        }
        if (edit instanceof Edit.SetQuantity set) {
            return find(cart, set.line())
                    .map(line -> setQuantity(cart, line, set.quantity()))
                    .orElseGet(() -> refuse(new CartOutcome.UnknownLine(set.line())));
        }
        if (edit instanceof Edit.ApplyCoupon apply) {
            return apply(cart, apply.code());
        }
        if (edit instanceof Edit.RemoveCoupon) {
            return cart.coupon().isEmpty() ? show(cart) : write(cart, cart.lines(), null, null, false);
        }
        Edit.Remove remove = (Edit.Remove) edit;
        return find(cart, remove.line())
                .map(line -> setQuantity(cart, line, 0))
                .orElseGet(() -> refuse(new CartOutcome.UnknownLine(remove.line())));
    }

    /** Remembers the prices that are shown now. */
    Decision<Verdict> show(StoredCart cart) {
        if (!book.has(Pricing.pieces(shop, cart.lines()))) {
            return new Decision.Keep<>(new Verdict.Unpriced());
        }
        PricedCart priced = pricing.price(shop, cart, book);
        Set<LineId> repriced = priced.repriced();
        Verdict done = new Verdict.Done(repriced);
        return priced.isNews()
                ? new Decision.Write<>(priced.shown(), priced.shownCoupon(), done)
                : new Decision.Keep<>(done);
    }

    /** One that the catalog has, though it may give nothing now. */
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

    private Decision<Verdict> add(StoredCart cart, Edit.Add add) {
        Optional<Catalog.Offer> offer = shop.catalog().offer(add.sku());
        if (offer.isEmpty()) {
            return refuse(new CartOutcome.UnknownSku(add.sku()));
        }
        Optional<StoredLine> present = cart.lines().stream()
                .filter(line -> line.sku().equals(add.sku()))
                .findFirst();
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

    private Decision<Verdict> setQuantity(StoredCart cart, StoredLine line, int quantity) {
        StoredLine wanted = quantity == 0 ? line : with(line, quantity);
        if (quantity > line.quantity()) {
            return raise(cart, wanted);
        }
        List<StoredLine> lines = new ArrayList<>(cart.lines());
        int at = lines.indexOf(line);
        if (quantity == 0) {
            lines.remove(at);
        } else {
            lines.set(at, wanted);
        }
        return write(cart, lines, cart.couponOrNull(), wanted.id(), false);
    }

    /** More of a line than before: only as much as may be and as there is. */
    private Decision<Verdict> raise(StoredCart cart, StoredLine wanted) {
        Optional<Catalog.Offer> offer = shop.catalog().offer(wanted.sku());
        if (offer.isEmpty()) {
            return refuse(new CartOutcome.UnknownSku(wanted.sku()));
        }
        OptionalInt available = pricing.available(shop, offer.get().variant());
        int own = held.getOrDefault(wanted.sku(), 0);
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
     * A new price of the line that was touched is the shopper's doing; of another line it is news.
     *
     * @param touched null if it was none
     * @param more whether the cart is worth more than before
     */
    private Decision<Verdict> write(
            StoredCart cart,
            List<StoredLine> lines,
            @Nullable StoredCoupon coupon,
            @Nullable LineId touched,
            boolean more) {
        if (!book.has(Pricing.pieces(shop, lines))) {
            return new Decision.Keep<>(new Verdict.Unpriced());
        }
        PricedCart priced = pricing.price(shop, new StoredCart(cart.version(), lines, coupon), book);
        if (more && priced.beyondMeasure()) {
            return refuse(new CartOutcome.Full(Carts.MAX_QUANTITY));
        }
        Set<LineId> news = new HashSet<>(priced.repriced());
        news.remove(touched);
        return new Decision.Write<>(priced.shown(), priced.shownCoupon(), new Verdict.Done(Set.copyOf(news)));
    }

    private static Optional<StoredLine> find(StoredCart cart, LineId id) {
        return cart.lines().stream().filter(line -> line.id().equals(id)).findFirst();
    }

    private static StoredLine with(StoredLine line, int quantity) {
        return new StoredLine(line.id(), line.sku(), line.title(), quantity, line.shownPrice());
    }

    private static Decision<Verdict> refuse(CartOutcome outcome) {
        return new Decision.Keep<>(new Verdict.Refused(outcome));
    }
}
