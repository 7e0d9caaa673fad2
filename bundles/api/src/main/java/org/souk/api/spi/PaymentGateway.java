package org.souk.api.spi;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.souk.api.order.Order;
import org.souk.api.order.PaymentAttemptId;

/**
 * Connects a catalog to an external payment service. Methods may block, for at most ten seconds: the container calls them on threads
 * reserved for this, never inside a transaction. Containers may crash between any two steps, so every call may be repeated with the same
 * attempt id. If a method throws or exceeds its time, the outcome counts as unknown, and the call is repeated later.
 */
@ConsumerType
public interface PaymentGateway {
    /** Returns the name of this payment method, which {@code catalog.yaml} uses as {@code method} in its payments. */
    String method();

    /** Starts a payment; a repeated call returns its current state. The money for an attempt must be taken at most once. */
    Answer pay(Payment payment);

    /**
     * Cancels a payment unless it is paid. After {@link Answer.Declined}, the gateway must take no money for this attempt any more, even if
     * the attempt never reached it before.
     */
    Answer cancel(Payment payment);

    /**
     * Refunds the whole payment, at most once. Returns if the gateway has accepted the refund, now or earlier; throws any exception
     * otherwise.
     */
    void refund(Payment payment);

    /** Verifies a notification (webhook) and reads which payment it concerns; empty if the notification is not genuine. */
    Optional<PaymentAttemptId> read(Notice notice);

    /** The state of a payment at the gateway. */
    sealed interface Answer {
        /** The payment succeeded. The reference is the gateway's own id of the payment, at most 255 characters. */
        record Paid(String reference) implements Answer {}

        /** The payment failed for good; the reason is one line for operators. */
        record Declined(String reason) implements Answer {}

        /** The shopper must continue at this absolute http or https URL. */
        record Elsewhere(URI next) implements Answer {}

        /** The outcome is not known yet, and the shopper can only wait. */
        record Pending() implements Answer {}
    }

    /**
     * A payment to make.
     *
     * @param attempt the idempotency key
     * @param order the content of the order; its total is the amount
     * @param comeBack where the gateway sends the shopper afterwards, whatever the outcome
     * @param noticeTo where the gateway posts its notifications
     */
    record Payment(PaymentAttemptId attempt, Order.Details order, URI comeBack, URI noticeTo) {}

    /** A notification request of the gateway: its headers by lower-case name, and a body of at most 64 KiB. */
    record Notice(Map<String, List<String>> headers, byte[] body) {}
}
