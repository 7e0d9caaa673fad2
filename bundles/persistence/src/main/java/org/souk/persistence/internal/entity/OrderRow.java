package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.souk.api.catalog.CatalogId;
import org.souk.api.money.Money;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.OrderStatus;
import org.souk.persistence.internal.sql.Fit;

/** An order. All its amounts have one currency. */
@Entity
@Table(name = "orders")
public class OrderRow {
    @EmbeddedId
    private OrderRef id = new OrderRef();

    @Column(name = "counter_value")
    private long counter;

    @Column(name = "status")
    private String status = OrderStatus.PLACED.name();

    @Column(name = "session_key")
    private String session = "";

    @Column(name = "cart_id")
    private String cartId = "";

    @Column(name = "placed_at")
    private long placedAt;

    @Column(name = "node")
    private String node = "";

    @Column(name = "email")
    private String email = "";

    @Embedded
    private AddressPart address = new AddressPart();

    @Column(name = "shipping_method")
    private String shippingMethod = "";

    @Column(name = "payment_method")
    private String paymentMethod = "";

    @Column(name = "subtotal")
    private long subtotal;

    @Column(name = "discount")
    private long discount;

    @Column(name = "shipping")
    private long shipping;

    @Column(name = "tax")
    private long tax;

    @Column(name = "tax_included")
    private int taxIncluded;

    @Column(name = "total")
    private long total;

    @Column(name = "currency")
    private String currency = "";

    @Column(name = "locale")
    private String locale = "";

    @Version
    @Column(name = "version")
    private long version;

    /** For OpenJPA. */
    public OrderRow() {}

    /** A new one, of that session's cart. */
    public OrderRow(OrderRef id, long counter, String session, String cartId) {
        this.id = id;
        this.counter = counter;
        this.session = session;
        this.cartId = cartId;
    }

    /** Notes who took it and when. */
    public void placed(String byNode, long at) {
        node = Fit.shortened(byNode, 255);
        placedAt = at;
    }

    /** Takes over what was ordered, but for its lines. */
    public void take(Order.Details details) {
        Currency only = details.total().currency();
        currency = only.getCurrencyCode();
        subtotal = amount(details.subtotal(), only);
        discount = amount(details.discount(), only);
        shipping = amount(details.shipping(), only);
        tax = amount(details.tax(), only);
        taxIncluded = details.taxIncluded() ? 1 : 0;
        total = amount(details.total(), only);
        email = Fit.exactly("email", details.email(), 320);
        address = new AddressPart(details.shippingAddress());
        shippingMethod = Fit.exactly("shippingMethod", details.shippingMethod(), 255);
        paymentMethod = Fit.exactly("payment.method", details.paymentMethod(), 255);
        locale = Fit.exactly("locale", details.locale(), 64);
    }

    private static long amount(Money money, Currency only) {
        if (!money.currency().equals(only)) {
            throw new IllegalArgumentException("an order has one currency, not " + only + " and " + money.currency());
        }
        return money.amount();
    }

    /** Catalog and number. */
    public OrderRef id() {
        return id;
    }

    /** As the port says it. */
    public Order toOrder(List<OrderLineRow> lines) {
        Currency only = Currency.getInstance(currency);
        Order.Details details = new Order.Details(
                email,
                address.toAddress(),
                shippingMethod,
                paymentMethod,
                lines.stream().map(line -> line.toLine(only)).toList(),
                new Money(subtotal, only),
                new Money(discount, only),
                new Money(shipping, only),
                new Money(tax, only),
                taxIncluded != 0,
                new Money(total, only),
                locale);
        return new Order(
                new CatalogId(id.catalog()),
                new OrderNumber(id.number()),
                OrderStatus.valueOf(status),
                details,
                Instant.ofEpochMilli(placedAt),
                node);
    }
}
