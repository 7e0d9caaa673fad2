package org.souk.core.internal.cart;

import org.souk.api.cart.LineId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.core.internal.Fingerprint;

/** A command on a cart. */
sealed interface Edit {
    /** The same request has the same one. */
    String fingerprint();

    /**
     * Puts pieces in.
     *
     * @param fresh what the line is called if it is a new one
     */
    record Add(Sku sku, int quantity, LineId fresh) implements Edit {
        @Override
        public String fingerprint() {
            return Fingerprint.of("add", sku.value(), Integer.toString(quantity));
        }
    }

    /** Sets a line's quantity; 0 takes it out. */
    record SetQuantity(LineId line, int quantity) implements Edit {
        @Override
        public String fingerprint() {
            return Fingerprint.of("set", line.value(), Integer.toString(quantity));
        }
    }

    /** Puts a coupon on the cart. */
    record ApplyCoupon(CouponCode code) implements Edit {
        @Override
        public String fingerprint() {
            return Fingerprint.of("coupon", code.value());
        }
    }

    /** Takes the coupon off. */
    record RemoveCoupon() implements Edit {
        @Override
        public String fingerprint() {
            return Fingerprint.of("no coupon");
        }
    }

    /** Takes a line out. */
    record Remove(LineId line) implements Edit {
        @Override
        public String fingerprint() {
            return Fingerprint.of("remove", line.value());
        }
    }
}
