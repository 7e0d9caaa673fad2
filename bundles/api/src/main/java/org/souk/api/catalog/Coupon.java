package org.souk.api.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.souk.api.money.Money;

/**
 * A coupon that the shop takes: it makes the goods of an order cheaper, never its delivery.
 *
 * @param name what the shopper reads, not blank
 * @param benefit what it takes off
 * @param minimumOrNull worth of the goods from which it counts, or null for any
 * @param fromOrNull when it begins, or null if it has begun
 * @param endOrNull when it is over: the first instant at which it does not count any more; null for never
 * @param usesOrNull how many orders may be placed with it, 1 or more, over all containers and for good; null for any number
 */
public record Coupon(
        CouponCode code,
        String name,
        Benefit benefit,
        @Nullable Money minimumOrNull,
        @Nullable Instant fromOrNull,
        @Nullable Instant endOrNull,
        @Nullable Integer usesOrNull) {
    /** What it takes off. */
    public sealed interface Benefit {
        /**
         * A part of the goods.
         *
         * @param percent more than 0, at most 100, at most two decimals
         */
        record Percent(BigDecimal percent) implements Benefit {
            /**
             * @throws IllegalArgumentException if the percentage is out of range
             */
            public Percent {
                if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0 || percent.scale() > 2) {
                    throw new IllegalArgumentException("a coupon takes off more than 0 and at most 100 percent");
                }
            }
        }

        /**
         * So much, or all that the goods cost if that is less.
         *
         * @param amount more than nothing, in the shop's currency
         */
        record Amount(Money amount) implements Benefit {
            /**
             * @throws IllegalArgumentException if it is nothing or less
             */
            public Amount {
                if (amount.isNegative() || amount.isZero()) {
                    throw new IllegalArgumentException("a coupon takes off more than nothing");
                }
            }
        }
    }

    /**
     * @throws IllegalArgumentException if the name is blank, it ends before it begins, or nobody may use it
     */
    public Coupon {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a coupon has a name");
        }
        if (fromOrNull != null && endOrNull != null && !fromOrNull.isBefore(endOrNull)) {
            throw new IllegalArgumentException("a coupon ends after it begins");
        }
        if (usesOrNull != null && usesOrNull < 1) {
            throw new IllegalArgumentException("a coupon can be used once or more");
        }
    }

    /** Worth of the goods from which it counts. */
    public Optional<Money> minimum() {
        return Optional.ofNullable(minimumOrNull);
    }

    /** How many orders may be placed with it; empty for any number. */
    public OptionalInt uses() {
        return usesOrNull == null ? OptionalInt.empty() : OptionalInt.of(usesOrNull);
    }

    /** Whether it begins later. */
    public boolean beginsAfter(Instant now) {
        return fromOrNull != null && now.isBefore(fromOrNull);
    }

    /** Whether it is over. */
    public boolean isOver(Instant now) {
        return endOrNull != null && !now.isBefore(endOrNull);
    }
}
