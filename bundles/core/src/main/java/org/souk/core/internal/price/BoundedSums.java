package org.souk.core.internal.price;

import java.util.Currency;
import org.souk.api.money.Money;

/**
 * Calculates with amounts so that no result overflows: a larger one becomes {@link Money#MAX_AMOUNT}, at which a checkout refuses the cart.
 */
public final class BoundedSums {
    private BoundedSums() {}

    /** Returns the largest amount in a currency. */
    public static Money max(Currency currency) {
        return new Money(
                Money.MAX_AMOUNT
                        .movePointRight(currency.getDefaultFractionDigits())
                        .longValueExact(),
                currency);
    }

    /** Multiplies an amount that is zero or more. */
    public static Money times(Money unit, int quantity) {
        Money max = max(unit.currency());
        return unit.amount() > max.amount() / quantity ? max : unit.times(quantity);
    }

    /** Adds two amounts from zero to the largest. */
    public static Money plus(Money one, Money other) {
        Money max = max(one.currency());
        Money sum = one.plus(other);
        return sum.compareTo(max) > 0 ? max : sum;
    }
}
