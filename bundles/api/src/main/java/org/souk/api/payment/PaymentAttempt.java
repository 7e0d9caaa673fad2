package org.souk.api.payment;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.PaymentAttemptId;

/**
 * One attempt to pay for a cart, as the database has it.
 *
 * @param details what the order will be: frozen when the attempt began
 * @param site the shop's address as the shopper reached it, without a slash at the end
 * @param nextOrNull where the shopper pays, or null if the gateway has not named it
 * @param orderOrNull the order that came of it, or null
 * @param reference the gateway's own name of the payment; empty until it is paid
 * @param reason why it came to nothing; empty if it did not
 * @param startedAt by the database's clock
 * @param over whether the time that the pieces are held is over, by the database's clock
 * @param tries how often it was looked at since it began
 */
public record PaymentAttempt(
        PaymentAttemptId id,
        CatalogId catalog,
        State state,
        Order.Details details,
        URI site,
        @Nullable URI nextOrNull,
        @Nullable OrderNumber orderOrNull,
        String reference,
        String reason,
        Instant startedAt,
        boolean over,
        int tries) {
    /** Where an attempt is. */
    public enum State {
        /** Its pieces are held; the gateway was asked, or is about to be. */
        OPEN,
        /** Paid, and an order. */
        PLACED,
        /** The gateway said no; its pieces are back. */
        DECLINED,
        /** Its pieces are back, but the gateway may still take the money. */
        CANCELLING,
        /** Its pieces are back, and no money moved. */
        CANCELLED,
        /** Paid, but it cannot become an order: the money is to go back. */
        REFUND_DUE,
        /** The money went back. */
        REFUNDED
    }

    /** Where the shopper pays. */
    public Optional<URI> next() {
        return Optional.ofNullable(nextOrNull);
    }

    /** The order that came of it. */
    public Optional<OrderNumber> order() {
        return Optional.ofNullable(orderOrNull);
    }
}
