package org.souk.core.internal.order;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.node.Role;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.Placement;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.PaymentAttempt.State;
import org.souk.api.spi.OrderListener;
import org.souk.api.spi.PaymentGateway.Answer;
import org.souk.api.store.OrderStore;
import org.souk.core.internal.Setting;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.order.CheckoutRules.Terms;
import org.souk.core.internal.stock.CountedStock;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Advances payment attempts: asks the gateway outside of any transaction, then has the store take the next step. A shopper's request, a
 * notification or {@link PaymentReconciler} triggers this, also concurrently and repeatedly: only the gateway's answer counts.
 */
@Component(service = PaymentProcessor.class, configurationPid = PaymentProcessor.PID)
@Designate(ocd = PaymentProcessor.Config.class)
public final class PaymentProcessor {
    static final String PID = "org.souk.payments";

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(PaymentProcessor.class);

    private final StoreRegistry stores;
    private final Gateways gateways;
    private final CountedStock stock;
    private final ThisNode node;
    private final Duration reservation;
    private final Duration firstCheck;
    private final PollThrottle polls = new PollThrottle(POLL_INTERVAL);

    @ObjectClassDefinition(name = "Souk: payments", description = "Payments at a gateway: etc/org.souk.payments.cfg.")
    @interface Config {
        @AttributeDefinition(
                name = "Reservation time",
                description = "Seconds for which stock is reserved for a pending payment; 1 to 86400, else the default."
                        + " Default 1800.",
                min = "1",
                max = "86400")
        int hold() default 1_800;

        @AttributeDefinition(
                name = "First status check",
                description =
                        "Seconds until the gateway is first asked for a payment that it has not reported; 1 to 600,"
                                + " else the default. Must be longer than outsideDeadline in etc/org.souk.java.cfg. Default 15.",
                min = "1",
                max = "600")
        int again() default 15;
    }

    @Activate
    public PaymentProcessor(
            Config config,
            @Reference StoreRegistry stores,
            @Reference Gateways gateways,
            @Reference CountedStock stock,
            @Reference ThisNode node) {
        this(
                Duration.ofSeconds(Setting.within(PID, "hold", config.hold(), 86_400, 1_800)),
                Duration.ofSeconds(Setting.within(PID, "again", config.again(), 600, 15)),
                stores,
                gateways,
                stock,
                node);
    }

    PaymentProcessor(
            Duration reservation,
            Duration firstCheck,
            StoreRegistry stores,
            Gateways gateways,
            CountedStock stock,
            ThisNode node) {
        this.stores = stores;
        this.gateways = gateways;
        this.stock = stock;
        this.node = node;
        this.reservation = reservation;
        this.firstCheck = firstCheck;
    }

    /** Returns the payment methods that the gateways of the catalog provide. */
    Set<String> methods(LiveCatalog shop) {
        return gateways.methods(shop);
    }

    /** Returns the terms of a checkout. Asks the gateways for their methods only if one is needed. */
    Terms terms(LiveCatalog shop, URI site, boolean throughGateway) {
        return new Terms(throughGateway ? gateways.methods(shop) : Set.of(), site, reservation, firstCheck);
    }

    /** Advances an open attempt and returns the result for the shopper. Leaves an attempt that is no longer open as it is. */
    Placement advance(LiveCatalog shop, PaymentAttempt attempt) {
        return placement(shop, attempt.state() == State.OPEN ? process(shop, attempt) : attempt);
    }

    /** Returns whether this container takes orders, and so settles payments. */
    boolean takesOrders() {
        return node.role() != Role.BROWSE;
    }

    /** Answers a shopper's page that refreshes itself. Asks the gateway, but not for every request. */
    Placement poll(LiveCatalog shop, PaymentAttempt attempt) {
        boolean ask = attempt.state() == State.OPEN && takesOrders() && polls.tryPoll(attempt.id());
        return ask ? advance(shop, attempt) : placement(shop, attempt);
    }

    /** Handles a notification. The gateway may also have news of an attempt that was already declined or cancelled. */
    void handleNotice(LiveCatalog shop, PaymentAttempt attempt) {
        if (attempt.state() == State.DECLINED || attempt.state() == State.CANCELLED) {
            refund(shop, settle(rules(shop), attempt, gateways.cancel(shop, attempt)));
        } else {
            process(shop, attempt);
        }
    }

    /** Asks the gateway to pay, cancel or refund as the state requires, and takes the next step. */
    PaymentAttempt process(LiveCatalog shop, PaymentAttempt attempt) {
        State state = attempt.state();
        if (state == State.OPEN && !attempt.over()) {
            return refund(shop, settle(rules(shop), attempt, gateways.pay(shop, attempt)));
        }
        return state == State.OPEN || state == State.CANCELLING
                ? refund(shop, settle(rules(shop), attempt, gateways.cancel(shop, attempt)))
                : refund(shop, attempt);
    }

    /** Returns how this container places orders of the catalog. */
    OrderStore.Terms orderTerms(LiveCatalog shop) {
        boolean notify = !shop.services(OrderListener.class).isEmpty();
        return new OrderStore.Terms(shop.catalog().settings().orders(), node.name(), notify);
    }

    private PaymentRules rules(LiveCatalog shop) {
        return new PaymentRules(firstCheck, orderTerms(shop));
    }

    /** Refunds a payment whose order cannot be placed, or was cancelled or refunded. */
    private PaymentAttempt refund(LiveCatalog shop, PaymentAttempt attempt) {
        if (attempt.state() != State.REFUND_DUE) {
            return attempt;
        }
        boolean accepted = gateways.refund(shop, attempt);
        String done =
                accepted ? "the gateway has refunded it" : "the gateway has not refunded it yet, the container retries";
        if (attempt.order().isEmpty()) {
            LOG.warn(
                    "The payment {} of catalog {} over {} came when its order could not be placed any more; {}",
                    attempt.id(),
                    attempt.catalog(),
                    attempt.details().total(),
                    done);
        } else {
            LOG.info(
                    "The payment {} of catalog {} over {} must be refunded, because an operator cancelled or refunded the order {}; {}",
                    attempt.id(),
                    attempt.catalog(),
                    attempt.details().total(),
                    attempt.orderOrNull(),
                    done);
        }
        PaymentRules rules = rules(shop);
        return stores.payments()
                .settle(attempt.catalog(), attempt.id(), found -> rules.afterRefund(found, accepted))
                .orElse(attempt);
    }

    private PaymentAttempt settle(PaymentRules rules, PaymentAttempt attempt, Optional<Answer> answered) {
        Answer answer = answered.orElse(null);
        PaymentAttempt after = stores.payments()
                .settle(attempt.catalog(), attempt.id(), found -> rules.after(found, answer))
                .orElse(attempt);
        if (after.state() != attempt.state()) {
            stock.refresh();
        }
        return after;
    }

    private Placement placement(LiveCatalog shop, PaymentAttempt attempt) {
        if (attempt.state() == State.OPEN) {
            return new Placement.PaymentNeeded(attempt.id(), attempt.nextOrNull());
        }
        Optional<OrderNumber> number = attempt.order();
        if (number.isPresent()) {
            Order order =
                    stores.orders().find(shop.catalog().id(), number.get()).orElseThrow();
            return new OrderTokens(node.secretNow(ThisNode.ORDER_TOKEN)).placed(order);
        }
        return attempt.state() == State.DECLINED
                ? new Placement.PaymentDeclined(attempt.id())
                : new Placement.PaymentOver(attempt.id());
    }
}
