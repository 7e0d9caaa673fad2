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
import org.souk.core.internal.cart.OwnReservations;
import org.souk.core.internal.cart.Pricing;
import org.souk.core.internal.store.CartLocation;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Marks a cart's coupon as used up. Only checkout counts the uses of a coupon, and showing a cart must not need the database for it; so the cart
 * remembers the result until the coupon is applied again.
 */
record UsedUpCoupons(StoreRegistry stores, Pricing pricing, OwnReservations reservations) {
    /** Marks the coupon and returns the cart without its discount, to be shown before it is ordered. */
    Cart mark(LiveCatalog shop, CartLocation location, CouponCode code, Destination destination) {
        CartStore.Command command = location.command(false, null, Fingerprint.of("used up", code.value()));
        Money nothing = Money.zero(shop.catalog().currency());
        Change<CouponCode> change = stores.carts().change(command, cart -> decide(cart, code, nothing));
        StoredCart cart = change instanceof Change.Decided<CouponCode> decided ? decided.cart() : StoredCart.EMPTY;
        return reservations
                .with(location, pricing.price(shop, cart, pricing.book(shop, cart.lines())))
                .cart(destination, Set.of());
    }

    /** Does nothing if the cart no longer has the coupon. */
    private static Decision<CouponCode> decide(StoredCart cart, CouponCode code, Money nothing) {
        return cart.coupon().filter(c -> c.code().equals(code) && !c.usedUp()).isPresent()
                ? new Decision.Write<>(cart.lines(), new StoredCoupon(code, nothing, true), code)
                : new Decision.Keep<>(code);
    }
}
