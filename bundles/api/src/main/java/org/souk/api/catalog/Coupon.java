package org.souk.api.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.souk.api.money.Money;
import org.souk.common.text.TextNormalizer;

/**
 * A coupon that a shop accepts. It reduces the price of goods, never the shipping costs.
 *
 * @param name shown to shoppers, not blank
 * @param benefit the reduction of the subtotal
 * @param minimumOrNull smallest subtotal for which the coupon is valid, or null for any
 * @param fromOrNull first instant of validity, or null if it has no start
 * @param endOrNull first instant after the validity, or null if it has no end
 * @param usesOrNull how many orders may use the coupon in total, over all containers, 1 or more; null for any number
 */
public record Coupon(
        CouponCode code,
        String name,
        Benefit benefit,
        @Nullable Money minimumOrNull,
        @Nullable Instant fromOrNull,
        @Nullable Instant endOrNull,
        @Nullable Integer usesOrNull) {
    /** The reduction of the subtotal. */
    public sealed interface Benefit {
        /** A percentage of the subtotal: more than 0, at most 100, at most two decimals. */
        record Percent(BigDecimal percent) implements Benefit {
            /** @throws IllegalArgumentException if the percentage is out of range */
            public Percent {
                if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0 || percent.scale() > 2) {
                    throw new IllegalArgumentException("a coupon takes off more than 0 and at most 100 percent");
                }
            }
        }

        /** A fixed amount greater than zero, in the shop's currency; it reduces the subtotal to zero at most. */
        record Amount(Money amount) implements Benefit {
            /** @throws IllegalArgumentException if the amount is zero or negative */
            public Amount {
                if (amount.isNegative() || amount.isZero()) {
                    throw new IllegalArgumentException("a coupon takes off more than nothing");
                }
            }
        }
    }

    /** @throws IllegalArgumentException if the name is blank, the end is not after the start, or the number of uses is less than 1 */
    public Coupon {
        if (TextNormalizer.isBlank(name)) {
            throw new IllegalArgumentException("a coupon has a name");
        }
        if (fromOrNull != null && endOrNull != null && !fromOrNull.isBefore(endOrNull)) {
            throw new IllegalArgumentException("a coupon ends after it begins");
        }
        if (usesOrNull != null && usesOrNull < 1) {
            throw new IllegalArgumentException("a coupon can be used once or more");
        }
    }

    /** Returns the smallest subtotal for which the coupon is valid; empty for any. */
    public Optional<Money> minimum() {
        return Optional.ofNullable(minimumOrNull);
    }

    /** Returns how many orders may use the coupon in total; empty for any number. */
    public OptionalInt uses() {
        return usesOrNull == null ? OptionalInt.empty() : OptionalInt.of(usesOrNull);
    }

    /** Returns whether the coupon is not valid yet at an instant. */
    public boolean beginsAfter(Instant now) {
        return fromOrNull != null && now.isBefore(fromOrNull);
    }

    /** Returns whether the coupon is no longer valid at an instant. */
    public boolean isOver(Instant now) {
        return endOrNull != null && !now.isBefore(endOrNull);
    }
}
