package org.souk.api.spi;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.souk.api.order.Order;
import org.souk.api.order.PaymentAttemptId;

/**
 * A way to pay elsewhere. It may block, for ten seconds at the most: it is asked on threads that are kept for that, and never inside a
 * transaction. Containers may die between any two steps, so everything may be asked again: an attempt's id tells that it is the same.
 * A method that throws, or takes longer, has said nothing; it is asked again later.
 */
@ConsumerType
public interface PaymentGateway {
    /** The {@code method} of {@code catalog.yaml}'s payments that this is. */
    String method();

    /**
     * Starts the payment; if it comes again, tells what has become of it. For the same attempt money is taken once at the most.
     */
    Answer pay(Payment payment);

    /**
     * Calls a payment off, unless it is paid. After {@link Answer.Declined} no money may be taken for this attempt any more. May be
     * asked about an attempt that never arrived: then it is declined for good.
     */
    Answer cancel(Payment payment);

    /** Gives all of the money back, once. Returns when it has been accepted, now or before. */
    void refund(Payment payment);

    /**
     * Reads the gateway's own notice of a payment, and proves whence it comes.
     *
     * @return the attempt that it is about; empty if it is not genuine
     */
    Optional<PaymentAttemptId> read(Notice notice);

    /** What the gateway says. */
    sealed interface Answer {
        /**
         * The money is taken.
         *
         * @param reference of the gateway, at most 255 characters
         */
        record Paid(String reference) implements Answer {}

        /**
         * It is not, and will not be.
         *
         * @param reason for the operator, one line
         */
        record Declined(String reason) implements Answer {}

        /** The shopper pays there; an absolute address of http or https. */
        record Elsewhere(URI next) implements Answer {}

        /** It is not known yet, and there is nothing for the shopper to do. */
        record Pending() implements Answer {}
    }

    /**
     * What is to be paid.
     *
     * @param attempt the idempotency key
     * @param order what for; its total is the sum
     * @param comeBack where the shopper is sent when done, whatever came of it
     * @param noticeTo where the gateway's own notices go, by POST
     */
    record Payment(PaymentAttemptId attempt, Order.Details order, URI comeBack, URI noticeTo) {}

    /**
     * A request of the gateway to the shop.
     *
     * @param headers by name in lower case
     * @param body at most 64 KiB
     */
    record Notice(Map<String, List<String>> headers, byte[] body) {}
}
