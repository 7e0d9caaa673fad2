package org.souk.core.internal.cart;

import org.souk.api.cart.LineId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.core.internal.Fingerprint;

/** A request to change or show a cart, on which {@link CartRules} decides. */
sealed interface CartCommand {
    /** Returns a digest that is equal for equal commands, see {@link Fingerprint}. */
    String fingerprint();

    /** Adds items. If a new line is needed, its id is {@code fresh}. */
    record Add(Sku sku, int quantity, LineId fresh) implements CartCommand {
        @Override
        public String fingerprint() {
            return Fingerprint.of("add", sku.value(), Integer.toString(quantity));
        }
    }

    /** Sets the quantity of a line; 0 removes it. */
    record SetQuantity(LineId line, int quantity) implements CartCommand {
        @Override
        public String fingerprint() {
            return Fingerprint.of("set", line.value(), Integer.toString(quantity));
        }
    }

    record ApplyCoupon(CouponCode code) implements CartCommand {
        @Override
        public String fingerprint() {
            return Fingerprint.of("coupon", code.value());
        }
    }

    record RemoveCoupon() implements CartCommand {
        @Override
        public String fingerprint() {
            return Fingerprint.of("no coupon");
        }
    }

    record Remove(LineId line) implements CartCommand {
        @Override
        public String fingerprint() {
            return Fingerprint.of("remove", line.value());
        }
    }

    /** Stores the current prices as those that the shopper has seen. */
    record Show() implements CartCommand {
        @Override
        public String fingerprint() {
            return Fingerprint.of("show");
        }
    }
}
