package org.souk.persistence.internal.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.PaymentAttemptId;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.PaymentAttempt.State;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.SessionRef;

/** One attempt to pay an order at a payment gateway. Only a transaction that has locked its row changes it. */
@Entity
@Table(name = "payment_attempts")
public class PaymentAttemptRow {
    @Id
    @Column(name = "attempt_id")
    private String id = "";

    private String catalog = "";

    @Column(name = "session_key")
    private String session = "";

    @Column(name = "cart_id")
    private String cartId = "";

    @Column(name = "cart_version")
    private long cartVersion;

    @Column(name = "active_cart")
    private @Nullable String activeCart;

    private String state = State.OPEN.name();
    private String fingerprint = "";
    private String site = "";

    @Column(name = "next_address")
    private @Nullable String next;

    private @Nullable String reference;
    private @Nullable String reason;

    @Column(name = "order_number")
    private @Nullable String orderNumber;

    @Column(name = "started_at")
    private long startedAt;

    @Column(name = "expires_at")
    private long expiresAt;

    @Column(name = "due_at")
    private @Nullable Long dueAt;

    private int tries;

    @Column(name = "coupon_most")
    private int couponMost;

    @Column(name = "coupon_held")
    private int couponReserved;

    @Embedded
    private DetailsPart details = new DetailsPart();

    public PaymentAttemptRow() {}

    public PaymentAttemptRow(String id, SessionRef session, String fingerprint, Order.Details details) {
        this.id = id;
        this.catalog = session.catalog();
        this.session = session.session();
        this.fingerprint = ColumnLimits.exactly("fingerprint", fingerprint, 64);
        this.details = new DetailsPart(details);
    }

    public void setCart(String cart, long version) {
        cartId = cart;
        cartVersion = version;
        activeCart = cart;
    }

    public void begin(URI shop, long now, Duration reservation, Duration again) {
        site = ColumnLimits.exactly("site", shop.toString(), 400);
        startedAt = now;
        expiresAt = now + reservation.toMillis();
        dueAt = now + again.toMillis();
    }

    /** Reserves a use of the coupon, if the attempt has one. */
    public void reserveCoupon(int most) {
        couponMost = most;
        couponReserved = details.coupon() == null ? 0 : 1;
    }

    public int couponMost() {
        return couponMost;
    }

    /** The coupon of the order, whether a use is reserved or not; null for none. */
    public @Nullable CouponCode coupon() {
        return details.coupon();
    }

    /** Releases the reserved use of the coupon. Returns the coupon, or null if no use was reserved. */
    public @Nullable CouponCode releaseCoupon() {
        CouponCode reserved = couponReserved == 0 ? null : details.coupon();
        couponReserved = 0;
        return reserved;
    }

    public String id() {
        return id;
    }

    /** The key of the session, which may no longer exist. */
    public SessionRef session() {
        return new SessionRef(catalog, session);
    }

    public String cartId() {
        return cartId;
    }

    /** Whether this is the one attempt of its cart that is open or has become the order. */
    public boolean isActive() {
        return activeCart != null;
    }

    /** Whether the attempt was started by the same request for the same cart. */
    public boolean isFor(String otherFingerprint, long version) {
        return fingerprint.equals(otherFingerprint) && cartVersion == version;
    }

    public State state() {
        return State.valueOf(state);
    }

    public Order.Details details(List<PaymentLineRow> lines) {
        Currency only = details.currency();
        return details.toDetails(lines.stream().map(line -> line.toLine(only)).toList());
    }

    /** Schedules the next check of the payment. The address is where the shopper pays; null keeps the current one. */
    public void retryLater(@Nullable URI address, long now, Duration again) {
        next = address == null ? next : ColumnLimits.exactly("next", address.toASCIIString(), 2000);
        dueAt = now + again.toMillis();
        tries++;
    }

    /** Records that the attempt became that order. */
    public void placed(String paidBy, OrderNumber number) {
        end(State.PLACED, null, null);
        reference = ColumnLimits.shortened(paidBy, 255);
        orderNumber = number.value();
        activeCart = cartId;
    }

    /** Records that the attempt was paid but cannot become an order, so that the money is due for refund. */
    public void refundDue(String paidBy, long now) {
        end(State.REFUND_DUE, "paid when its pieces, its coupon or its cart were gone", now);
        reference = ColumnLimits.shortened(paidBy, 255);
    }

    /** Starts the refund of the attempt's order, unless it has started. The attempt stays the active one of its cart. */
    public void refundOrder(long now) {
        if (state() != State.PLACED) {
            return;
        }
        state = State.REFUND_DUE.name();
        reason = "its order's money is to go back";
        dueAt = now;
        tries = 0;
    }

    public @Nullable String orderNumber() {
        return orderNumber;
    }

    /** Moves to another state; null for {@code due} means that the state is final, else work continues at that time. */
    public void end(State now, @Nullable String why, @Nullable Long due) {
        state = now.name();
        reason = why == null ? reason : ColumnLimits.shortened(why, 1000);
        dueAt = due;
        activeCart = null;
        tries++;
    }

    public PaymentAttempt toAttempt(List<PaymentLineRow> lines, long now) {
        return new PaymentAttempt(
                new PaymentAttemptId(id),
                new CatalogId(catalog),
                state(),
                details(lines),
                URI.create(site),
                next == null ? null : URI.create(next),
                orderNumber == null ? null : new OrderNumber(orderNumber),
                reference == null ? "" : reference,
                reason == null ? "" : reason,
                Instant.ofEpochMilli(startedAt),
                expiresAt <= now,
                tries);
    }
}
