package org.souk.core.internal.cart;

import java.time.Instant;
import java.util.ArrayList;
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

/** A stored cart beside what the catalog says of it now. */
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

    /** Whether a price or the discount is not the one last shown. */
    public boolean isNews() {
        return !repriced().isEmpty() || (coupon != null && !coupon.shown().equals(coupon.stored()));
    }

    /** Lines whose price is not the one last shown. */
    public Set<LineId> repriced() {
        return lines.stream()
                .filter(PricedLine::repriced)
                .map(line -> line.stored().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What to store once this was shown. */
    public List<StoredLine> shown() {
        return lines.stream().map(PricedLine::shown).toList();
    }

    /** The coupon to store with them. */
    public @Nullable StoredCoupon shownCoupon() {
        return coupon == null ? null : coupon.shown();
    }

    /** Whether there is too little of something that is sold. */
    public boolean anyShort() {
        return lines.stream().anyMatch(line -> !line.gone() && !line.enough());
    }

    /** The same, with pieces that are held for the shopper's own payment. */
    public PricedCart holding(Map<Sku, Integer> held) {
        return new PricedCart(
                catalog,
                version,
                lines.stream()
                        .map(line ->
                                line.holding(held.getOrDefault(line.stored().sku(), 0)))
                        .toList(),
                coupon);
    }

    /** Whether a line is no longer sold. */
    public boolean anyGone() {
        return lines.stream().anyMatch(PricedLine::gone);
    }

    /** What the lines that the catalog still sells come to. */
    public Totals totals(Destination destination) {
        Money discount = coupon == null
                ? Money.zero(catalog.currency())
                : coupon.judged().discount();
        return Totals.of(catalog.settings(), goods(lines), discount, destination);
    }

    private static List<Totals.Goods> goods(List<PricedLine> lines) {
        List<Totals.Goods> goods = new ArrayList<>();
        for (PricedLine line : lines) {
            Catalog.Offer offer = line.offer();
            if (offer != null) {
                goods.add(line.goods(offer));
            }
        }
        return goods;
    }

    /** Whether it is worth more than can be told. */
    public boolean beyondMeasure() {
        return totals(Destination.UNKNOWN).subtotal().compareTo(BoundedSums.most(catalog.currency())) >= 0;
    }

    /**
     * For the shopper.
     *
     * @param repriced lines to say of that their price changed
     */
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
