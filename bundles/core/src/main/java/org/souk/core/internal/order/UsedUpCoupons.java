package org.souk.core.internal.order;

import java.util.Set;
import org.souk.api.cart.Cart;
import org.souk.api.cart.Destination;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.money.Money;
import org.souk.api.store.CartStore;
import org.souk.api.store.CartStore.Change;
import org.souk.api.store.CartStore.Decision;
import org.souk.api.store.StoredCart;
import org.souk.api.store.StoredCoupon;
import org.souk.core.internal.Fingerprint;
import org.souk.core.internal.cart.OwnPayment;
import org.souk.core.internal.cart.Pricing;
import org.souk.core.internal.store.KeptCart;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Notes in a cart that no more orders may be placed with its coupon. How often one was used is known at checkout alone; what a shopper
 * is shown must not ask the database for it, so the cart remembers until the coupon is put on again.
 */
record UsedUpCoupons(StoreRegistry ports, Pricing pricing, OwnPayment own) {
    /** The cart without its discount, to be looked at before it is ordered. */
    Cart usedUp(LiveCatalog shop, KeptCart kept, CouponCode code, Destination destination) {
        CartStore.Command command = kept.command(false, null, Fingerprint.of("used up", code.value()));
        Money nothing = Money.zero(shop.catalog().currency());
        Change<CouponCode> change = ports.carts().change(command, cart -> note(cart, code, nothing));
        StoredCart cart = change instanceof Change.Decided<CouponCode> decided ? decided.cart() : StoredCart.EMPTY;
        return own.with(kept, pricing.price(shop, cart, pricing.book(shop, cart.lines())))
                .cart(destination, Set.of());
    }

    /** Unless it was taken off meanwhile. */
    private static Decision<CouponCode> note(StoredCart cart, CouponCode code, Money nothing) {
        return cart.coupon().filter(c -> c.code().equals(code) && !c.usedUp()).isPresent()
                ? new Decision.Write<>(cart.lines(), new StoredCoupon(code, nothing, true), code)
                : new Decision.Keep<>(code);
    }
}
