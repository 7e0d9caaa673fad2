package org.souk.core.internal.price;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.souk.api.cart.Destination;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.catalog.TaxSettings;
import org.souk.api.money.Money;

/**
 * The totals of a cart or an order. No part is negative; the total is subtotal - discount + shipping, plus tax unless prices include it.
 *
 * @param tax rounded half up once for each tax rate, on the sum of all that is taxed at this rate
 */
public record Totals(Money subtotal, Money discount, Money shipping, Money tax, boolean taxIncluded, Money total) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public record Goods(Money price, boolean taxable, boolean shippable) {}

    /** Returns the sum of all lines. */
    public static Money subtotal(ShopSettings shop, List<Goods> goods) {
        return goods.stream().map(Goods::price).reduce(Money.zero(shop.currency()), BoundedSums::plus);
    }

    /**
     * Computes the totals. Shipping is free if no line needs it, and depends on the subtotal before the discount. The discount reduces all
     * lines in proportion, and so the taxed amount. Shipping is taxed as far as the goods are taxed, in proportion to their prices.
     *
     * @param discount from zero to the subtotal
     * @throws IllegalArgumentException if the discount is out of range
     */
    public static Totals of(ShopSettings shop, List<Goods> goods, Money discount, Destination destination) {
        String country = Delivery.country(shop, destination);
        Money none = Money.zero(shop.currency());
        Money subtotal = subtotal(shop, goods);
        if (discount.isNegative() || discount.compareTo(subtotal) > 0) {
            throw new IllegalArgumentException(discount + " exceeds the subtotal of " + subtotal);
        }
        Money shipping = goods.stream().anyMatch(Goods::shippable)
                ? Delivery.method(shop, country, destination.shippingMethod())
                        .map(method -> Delivery.price(method, subtotal))
                        .orElse(none)
                : none;
        Money taxed = goods.stream().filter(Goods::taxable).map(Goods::price).reduce(none, BoundedSums::plus);
        boolean gift = subtotal.isZero() && goods.stream().anyMatch(Goods::taxable);
        Money base =
                taxed.minus(share(discount, taxed, subtotal)).plus(gift ? shipping : share(shipping, taxed, subtotal));
        boolean included = shop.tax().included();
        Money tax =
                shop.tax().rate(country).map(rate -> tax(base, rate, included)).orElse(none);
        Money total = subtotal.minus(discount).plus(shipping);
        return new Totals(subtotal, discount, shipping, tax, included, included ? total : total.plus(tax));
    }

    private static Money share(Money amount, Money part, Money whole) {
        if (amount.isZero() || part.isZero()) {
            return Money.zero(amount.currency());
        }
        BigInteger product = BigInteger.valueOf(amount.amount()).multiply(BigInteger.valueOf(part.amount()));
        BigDecimal share = new BigDecimal(product).divide(BigDecimal.valueOf(whole.amount()), 0, RoundingMode.HALF_UP);
        return new Money(share.longValueExact(), amount.currency());
    }

    private static Money tax(Money base, TaxSettings.Rate rate, boolean included) {
        BigDecimal divisor = included ? HUNDRED.add(rate.percent()) : HUNDRED;
        BigDecimal tax =
                BigDecimal.valueOf(base.amount()).multiply(rate.percent()).divide(divisor, 0, RoundingMode.HALF_UP);
        return new Money(tax.longValueExact(), base.currency());
    }
}
