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
 * Brings attempts to pay on: asks the gateway, outside any transaction, then has the store take the step that follows. Whoever comes may do
 * that, the shopper, the gateway's notice or {@link Reconciler}, at once and again: what the gateway says counts, not who asked.
 */
@Component(service = PaymentDesk.class, configurationPid = PaymentDesk.PID)
@Designate(ocd = PaymentDesk.Config.class)
public final class PaymentDesk {
    static final String PID = "org.souk.payments";

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(PaymentDesk.class);

    private final StoreRegistry ports;
    private final Gateways gateways;
    private final CountedStock stock;
    private final ThisNode node;
    private final Duration hold;
    private final Duration again;
    private final PollThrottle looks = new PollThrottle(BETWEEN_LOOKS);

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

    /** Over the ports. */
    @Activate
    public PaymentDesk(
            Config config,
            @Reference StoreRegistry ports,
            @Reference Gateways gateways,
            @Reference CountedStock stock,
            @Reference ThisNode node) {
        this(
                Duration.ofSeconds(Setting.within(PID, "hold", config.hold(), 86_400, 1_800)),
                Duration.ofSeconds(Setting.within(PID, "again", config.again(), 600, 15)),
                ports,
                gateways,
                stock,
                node);
    }

    PaymentDesk(
            Duration hold, Duration again, StoreRegistry ports, Gateways gateways, CountedStock stock, ThisNode node) {
        this.ports = ports;
        this.gateways = gateways;
        this.stock = stock;
        this.node = node;
        this.hold = hold;
        this.again = again;
    }

    /** The ways to pay that the catalog's Java provides. */
    Set<String> methods(LiveCatalog shop) {
        return gateways.methods(shop);
    }

    /**
     * What holds at a checkout.
     *
     * @param elsewhere whether it is to be paid elsewhere: then the gateways are asked for their methods
     */
    Terms terms(LiveCatalog shop, URI site, boolean elsewhere) {
        return new Terms(elsewhere ? gateways.methods(shop) : Set.of(), site, hold, again);
    }

    /** Takes the step that is possible now; what the shopper is told. What is settled stays so until the gateway has news. */
    Placement bring(LiveCatalog shop, PaymentAttempt attempt) {
        return told(shop, attempt.state() == State.OPEN ? on(shop, attempt) : attempt);
    }

    /** Whether payments are settled on this container: not if it takes no orders. */
    boolean settles() {
        return node.role() != Role.BROWSE;
    }

    /** A shopper looks: the gateway is asked, but not by every look. */
    Placement look(LiveCatalog shop, PaymentAttempt attempt) {
        boolean ask = attempt.state() == State.OPEN && settles() && looks.isNew(attempt.id());
        return ask ? bring(shop, attempt) : told(shop, attempt);
    }

    /** A gateway has news: of one that was thought to be at its end, too. */
    void hear(LiveCatalog shop, PaymentAttempt attempt) {
        if (attempt.state() == State.DECLINED || attempt.state() == State.CANCELLED) {
            refund(shop, settle(rules(shop), attempt, gateways.cancel(shop, attempt)));
        } else {
            on(shop, attempt);
        }
    }

    /** Takes the steps that are possible now. */
    PaymentAttempt on(LiveCatalog shop, PaymentAttempt attempt) {
        State state = attempt.state();
        if (state == State.OPEN && !attempt.over()) {
            return refund(shop, settle(rules(shop), attempt, gateways.pay(shop, attempt)));
        }
        return state == State.OPEN || state == State.CANCELLING
                ? refund(shop, settle(rules(shop), attempt, gateways.cancel(shop, attempt)))
                : refund(shop, attempt);
    }

    /** How the catalog's orders are taken here. */
    OrderStore.Terms orderTerms(LiveCatalog shop) {
        boolean told = !shop.services(OrderListener.class).isEmpty();
        return new OrderStore.Terms(shop.catalog().settings().orders(), node.name(), told);
    }

    private PaymentRules rules(LiveCatalog shop) {
        return new PaymentRules(again, orderTerms(shop));
    }

    /** Gives back what cannot become an order, or whose order is called off or refunded. */
    private PaymentAttempt refund(LiveCatalog shop, PaymentAttempt attempt) {
        if (attempt.state() != State.REFUND_DUE) {
            return attempt;
        }
        boolean accepted = gateways.refund(shop, attempt);
        String done = accepted ? "it was given back" : "its gateway did not take it back yet; that is tried again";
        if (attempt.order().isEmpty()) {
            LOG.warn(
                    "The payment {} of catalog {} over {} came when its order could not be placed any more; {}",
                    attempt.id(),
                    attempt.catalog(),
                    attempt.details().total(),
                    done);
        } else {
            LOG.info(
                    "The payment {} of catalog {} over {} is due to go back, as the operator said of order {}; {}",
                    attempt.id(),
                    attempt.catalog(),
                    attempt.details().total(),
                    attempt.orderOrNull(),
                    done);
        }
        PaymentRules rules = rules(shop);
        return ports.payments()
                .settle(attempt.catalog(), attempt.id(), found -> rules.afterRefund(found, accepted))
                .orElse(attempt);
    }

    private PaymentAttempt settle(PaymentRules rules, PaymentAttempt attempt, Optional<Answer> said) {
        Answer answer = said.orElse(null);
        PaymentAttempt after = ports.payments()
                .settle(attempt.catalog(), attempt.id(), found -> rules.after(found, answer))
                .orElse(attempt);
        if (after.state() != attempt.state()) {
            stock.doubt();
        }
        return after;
    }

    private Placement told(LiveCatalog shop, PaymentAttempt attempt) {
        if (attempt.state() == State.OPEN) {
            return new Placement.PaymentNeeded(attempt.id(), attempt.nextOrNull());
        }
        Optional<OrderNumber> number = attempt.order();
        if (number.isPresent()) {
            Order order = ports.orders().find(shop.catalog().id(), number.get()).orElseThrow();
            OrderTokens tokens = new OrderTokens(node.secretNow(ThisNode.ORDER_TOKEN));
            return new Placement.Placed(order, tokens.token(order.catalog(), order.number()));
        }
        return attempt.state() == State.DECLINED
                ? new Placement.PaymentDeclined(attempt.id())
                : new Placement.PaymentOver(attempt.id());
    }
}
