package org.souk.core.internal.cart;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.souk.api.cart.Cart;
import org.souk.api.cart.Destination;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredCoupon;
import org.souk.api.store.StoredLine;
import org.souk.core.internal.price.BoundedSums;
import org.souk.core.internal.price.Totals;

/** A stored cart with current prices, stock and discount. */
public record PricedCart(
        Catalog catalog,
        long version,
        List<PricedLine> lines,
        @Nullable PricedCoupon coupon) {
    static PricedCart of(Catalog catalog, StoredCart cart, List<PricedLine> lines, Instant now) {
        Money goods = Totals.subtotal(catalog.settings(), goods(lines));
        return new PricedCart(
                catalog,
                cart.version(),
                lines,
                cart.coupon()
                        .map(stored -> PricedCoupon.of(catalog.settings(), stored, goods, now))
                        .orElse(null));
    }

    /** Returns whether a price or the discount differs from the one last shown. */
    public boolean hasChangedSinceShown() {
        return !repriced().isEmpty() || (coupon != null && !coupon.shown().equals(coupon.stored()));
    }

    /** Returns the lines whose price differs from the one last shown. */
    public Set<LineId> repriced() {
        return lines.stream()
                .filter(PricedLine::repriced)
                .map(line -> line.stored().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the lines as stored after this cart was shown. */
    public List<StoredLine> shown() {
        return lines.stream().map(PricedLine::shown).toList();
    }

    /** Returns the coupon as stored after this cart was shown. */
    public @Nullable StoredCoupon shownCoupon() {
        return coupon == null ? null : coupon.shown();
    }

    /** Returns whether the stock of a line is too small. */
    public boolean anyOutOfStock() {
        return lines.stream().anyMatch(line -> !line.discontinued() && !line.inStock());
    }

    /** Returns a copy with quantities reserved for the shopper's own pending payment. */
    public PricedCart withReserved(Map<Sku, Integer> reserved) {
        return new PricedCart(
                catalog,
                version,
                lines.stream()
                        .map(line -> line.withReserved(
                                reserved.getOrDefault(line.stored().sku(), 0)))
                        .toList(),
                coupon);
    }

    public boolean anyDiscontinued() {
        return lines.stream().anyMatch(PricedLine::discontinued);
    }

    /** Computes the totals of the lines that the catalog still sells. */
    public Totals totals(Destination destination) {
        Money discount = coupon == null
                ? Money.zero(catalog.currency())
                : coupon.discount().amount();
        return Totals.of(catalog.settings(), goods(lines), discount, destination);
    }

    private static List<Totals.Goods> goods(List<PricedLine> lines) {
        return lines.stream().flatMap(line -> line.goods().stream()).toList();
    }

    /** Returns whether the subtotal reaches {@link BoundedSums#max}, at which nothing can be sold. */
    public boolean exceedsMaximum() {
        return totals(Destination.UNKNOWN).subtotal().compareTo(BoundedSums.max(catalog.currency())) >= 0;
    }

    /** Returns the cart that the shopper sees, with these lines marked as having a new price. */
    public Cart cart(Destination destination, Set<LineId> repriced) {
        Totals totals = totals(destination);
        return new Cart(
                lines.stream()
                        .map(line -> line.line(repriced.contains(line.stored().id())))
                        .toList(),
                lines.stream().mapToInt(line -> line.stored().quantity()).sum(),
                totals.subtotal(),
                totals.discount(),
                totals.shipping(),
                totals.tax(),
                totals.taxIncluded(),
                totals.total(),
                version,
                coupon == null ? null : coupon.coupon());
    }
}
