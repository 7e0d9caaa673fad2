package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CouponCode;
import org.souk.api.money.Money;
import org.souk.api.order.Order;
import org.souk.api.order.OrderLine;
import org.souk.persistence.internal.sql.ColumnLimits;

/** The contents of an order or payment attempt, except its lines. They are never changed. All amounts have one currency. */
@Embeddable
public class DetailsPart {
    private String email = "";

    @Embedded
    private AddressPart address = new AddressPart();

    @Column(name = "shipping_method")
    private String shippingMethod = "";

    @Column(name = "payment_method")
    private String paymentMethod = "";

    private long subtotal;
    private long discount;
    private long shipping;
    private long tax;

    @Column(name = "tax_included")
    private int taxIncluded;

    private long total;
    private String currency = "";
    private String locale = "";
    private @Nullable String coupon;

    public DetailsPart() {}

    public DetailsPart(Order.Details details) {
        Currency only = details.total().currency();
        currency = only.getCurrencyCode();
        subtotal = amount(details.subtotal(), only);
        discount = amount(details.discount(), only);
        shipping = amount(details.shipping(), only);
        tax = amount(details.tax(), only);
        taxIncluded = details.taxIncluded() ? 1 : 0;
        total = amount(details.total(), only);
        email = ColumnLimits.exactly("email", details.email(), 320);
        address = new AddressPart(details.shippingAddress());
        shippingMethod = ColumnLimits.exactly("shippingMethod", details.shippingMethod(), 255);
        paymentMethod = ColumnLimits.exactly("payment.method", details.paymentMethod(), 255);
        locale = ColumnLimits.exactly("locale", details.locale(), 64);
        coupon = details.coupon().map(CouponCode::value).orElse(null);
    }

    private static long amount(Money money, Currency only) {
        if (!money.currency().equals(only)) {
            throw new IllegalArgumentException("an order has one currency, not " + only + " and " + money.currency());
        }
        return money.amount();
    }

    public Currency currency() {
        return Currency.getInstance(currency);
    }

    public @Nullable CouponCode coupon() {
        return coupon == null ? null : new CouponCode(coupon);
    }

    public Order.Details toDetails(List<OrderLine> lines) {
        Currency only = currency();
        return new Order.Details(
                email,
                address.toAddress(),
                shippingMethod,
                paymentMethod,
                lines,
                new Money(subtotal, only),
                new Money(discount, only),
                new Money(shipping, only),
                new Money(tax, only),
                taxIncluded != 0,
                new Money(total, only),
                locale,
                coupon());
    }
}
