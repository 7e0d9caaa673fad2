package org.souk.persistence.internal.order;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;
import org.souk.api.order.Address;
import org.souk.api.order.Order;
import org.souk.api.order.OrderLine;
import org.souk.api.store.StoredCart;
import org.souk.persistence.internal.connection.Shop;

/** Order details of a cart, with free delivery and no tax. */
public final class SampleDetails {
    private SampleDetails() {}

    public static Order.Details of(StoredCart cart) {
        return of(cart, null);
    }

    /** The same with a coupon. */
    static Order.Details of(StoredCart cart, @Nullable CouponCode coupon) {
        Money nothing = Money.zero(Shop.GBP);
        List<OrderLine> lines = cart.lines().stream()
                .map(line -> new OrderLine(
                        line.sku(),
                        line.title(),
                        line.quantity(),
                        line.shownPrice(),
                        line.shownPrice().times(line.quantity())))
                .toList();
        Money total = lines.stream().map(OrderLine::lineTotal).reduce(nothing, Money::plus);
        return new Order.Details(
                "a@example.com",
                new Address("A", "1", "", "C", "", "P", "GB"),
                "standard",
                "invoice",
                lines,
                total,
                nothing,
                nothing,
                nothing,
                false,
                total,
                "en-GB",
                coupon);
    }

    /** The same with a discount of all that it costs. */
    static Order.Details overNothing(StoredCart cart) {
        Order.Details some = of(cart);
        Money nothing = Money.zero(Shop.GBP);
        return new Order.Details(
                some.email(),
                some.shippingAddress(),
                some.shippingMethod(),
                "card",
                some.lines(),
                some.subtotal(),
                some.subtotal(),
                nothing,
                nothing,
                false,
                nothing,
                some.locale(),
                null);
    }
}
