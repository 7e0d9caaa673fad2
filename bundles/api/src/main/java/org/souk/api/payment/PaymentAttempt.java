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
 * A stored attempt to pay for a cart through a gateway. It becomes at most one order.
 *
 * @param details the content of the order; fixed when the attempt starts
 * @param site base URL of the shop as the shopper reached it, without a trailing slash
 * @param nextOrNull where the shopper pays, or null if the gateway has named no URL
 * @param orderOrNull number of the order that was placed, or null
 * @param reference the gateway's own id of the payment; empty until the shopper has paid
 * @param reason why the attempt failed; empty if it did not
 * @param startedAt by the database's clock
 * @param over whether the reservation of the items has expired, by the database's clock
 * @param tries how often a container has checked the attempt since it started
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
    /** The state of a payment attempt. */
    public enum State {
        /** Items are reserved, and the gateway was or will be asked for the payment. */
        OPEN,
        /** Paid, and the order is placed. */
        PLACED,
        /** Declined by the gateway; the reservation has ended. */
        DECLINED,
        /** The reservation has ended, but the gateway might still take the money. */
        CANCELLING,
        /** The reservation has ended, and no money was taken. */
        CANCELLED,
        /** Paid, but the order could not be placed or was cancelled or refunded: the gateway must return the money. */
        REFUND_DUE,
        /** The money was returned. */
        REFUNDED
    }

    /** Returns the URL where the shopper pays; empty if the gateway has named none. */
    public Optional<URI> next() {
        return Optional.ofNullable(nextOrNull);
    }

    /** Returns the number of the order that was placed; empty if there is none. */
    public Optional<OrderNumber> order() {
        return Optional.ofNullable(orderOrNull);
    }
}
