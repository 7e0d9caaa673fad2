package org.souk.core.internal.price;

import java.util.Currency;
import org.souk.api.money.Money;

/** Sums that never overflow: they end at {@link Money#LARGEST}, beyond which nothing is sold. */
public final class BoundedSums {
    private BoundedSums() {}

    /** The largest amount in that currency. */
    public static Money most(Currency currency) {
        return new Money(
                Money.LARGEST
                        .movePointRight(currency.getDefaultFractionDigits())
                        .longValueExact(),
                currency);
    }

    /** So many times an amount that is not negative. */
    public static Money times(Money unit, int quantity) {
        Money most = most(unit.currency());
        return unit.amount() > most.amount() / quantity ? most : unit.times(quantity);
    }

    /** The sum of two amounts that are not negative and not beyond the largest. */
    public static Money plus(Money one, Money other) {
        Money most = most(one.currency());
        Money sum = one.plus(other);
        return sum.compareTo(most) > 0 ? most : sum;
    }
}
