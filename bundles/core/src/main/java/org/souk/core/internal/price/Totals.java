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
 * What goods come to. No part is negative; the total is subtotal less discount, delivery, and the tax unless prices hold it.
 *
 * @param tax rounded half up once per rate, on the sum of what is taxed at it
 */
public record Totals(Money subtotal, Money discount, Money shipping, Money tax, boolean taxIncluded, Money total) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Some goods. */
    public record Goods(Money price, boolean taxable, boolean shippable) {}

    /** What goods come to by themselves. */
    public static Money subtotal(ShopSettings shop, List<Goods> goods) {
        return goods.stream().map(Goods::price).reduce(Money.zero(shop.currency()), BoundedSums::plus);
    }

    /**
     * Adds up. Goods that need no delivery cost none; what it costs goes by what the goods are worth without a discount. The discount
     * makes each of the goods cheaper in the same proportion, so that is how it lowers what is taxed. Delivery is taxed in the
     * proportion in which the goods are.
     *
     * @param discount what is taken off the goods
     * @throws IllegalArgumentException if that is less than nothing or more than they come to
     */
    public static Totals of(ShopSettings shop, List<Goods> goods, Money discount, Destination destination) {
        String country = Delivery.country(shop, destination);
        Money none = Money.zero(shop.currency());
        Money subtotal = subtotal(shop, goods);
        if (discount.isNegative() || discount.compareTo(subtotal) > 0) {
            throw new IllegalArgumentException(discount + " cannot be taken off goods for " + subtotal);
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
