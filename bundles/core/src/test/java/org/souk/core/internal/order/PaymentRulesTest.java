package org.souk.core.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.ShopSettings.OrderNumbering;
import org.souk.api.money.Money;
import org.souk.api.order.Address;
import org.souk.api.order.Order;
import org.souk.api.order.PaymentAttemptId;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.PaymentAttempt.State;
import org.souk.api.spi.PaymentGateway.Answer;
import org.souk.api.store.OrderStore.Terms;
import org.souk.api.store.PaymentStore.Step;

final class PaymentRulesTest {
    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final PaymentRules RULES =
            new PaymentRules(FIRST, new Terms(new OrderNumbering("T-", 1), "node-1", true));
    private static final Answer PAID = new Answer.Paid("ref");
    private static final Answer DECLINED = new Answer.Declined("no");
    private static final Answer ELSEWHERE = new Answer.Elsewhere(URI.create("https://bank.example/"));
    private static final Answer PENDING = new Answer.Pending();
    private static final Answer NOTHING = null;

    static Stream<Arguments> table() {
        return Stream.of(
                row(State.OPEN, false, PAID, "place"),
                row(State.OPEN, false, DECLINED, "DECLINED"),
                row(State.OPEN, false, ELSEWHERE, "wait"),
                row(State.OPEN, false, PENDING, "wait"),
                row(State.OPEN, false, NOTHING, "wait"),
                // called off, and paid all the same just before
                row(State.OPEN, true, PAID, "place"),
                row(State.OPEN, true, DECLINED, "CANCELLED"),
                // reserved stock is released whatever the gateway answers
                row(State.OPEN, true, ELSEWHERE, "CANCELLING"),
                row(State.OPEN, true, PENDING, "CANCELLING"),
                row(State.OPEN, true, NOTHING, "CANCELLING"),
                row(State.CANCELLING, true, PAID, "place"),
                row(State.CANCELLING, true, DECLINED, "CANCELLED"),
                row(State.CANCELLING, true, PENDING, "wait"),
                row(State.CANCELLING, true, NOTHING, "wait"),
                // late news
                row(State.DECLINED, false, PAID, "place"),
                row(State.DECLINED, false, DECLINED, "keep"),
                row(State.DECLINED, false, NOTHING, "keep"),
                row(State.CANCELLED, true, PAID, "place"),
                row(State.CANCELLED, true, DECLINED, "keep"));
    }

    private static Arguments row(State state, boolean over, Answer answer, String expected) {
        return Arguments.of(state, over, answer, expected);
    }

    @ParameterizedTest(name = "{0}, over {1}: {2} -> {3}")
    @MethodSource("table")
    void steps(State state, boolean over, Answer answer, String expected) {
        assertThat(name(RULES.after(attempt(state, over, 0), answer))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"PLACED", "REFUND_DUE", "REFUNDED"})
    @DisplayName("what is paid stays paid, whatever comes twice or late")
    void settled(State state) {
        for (Answer answer : Arrays.asList(PAID, DECLINED, ELSEWHERE, PENDING, NOTHING)) {
            assertThat(name(RULES.after(attempt(state, true, 0), answer))).isEqualTo("keep");
        }
    }

    @ParameterizedTest
    @EnumSource(State.class)
    @DisplayName("a refund is noted once, where it was due")
    void refunds(State state) {
        String accepted = name(RULES.afterRefund(attempt(state, true, 0), true));
        assertThat(accepted).isEqualTo(state == State.REFUND_DUE ? "REFUNDED" : "keep");
        String not = name(RULES.afterRefund(attempt(state, true, 0), false));
        assertThat(not).isEqualTo(state == State.REFUND_DUE ? "wait" : "keep");
    }

    @Test
    @DisplayName("it is looked at less and less often: once a minute while it is open, every ten minutes afterwards")
    void pauses() {
        assertThat(pause(State.OPEN, 0)).isEqualTo(FIRST);
        assertThat(pause(State.OPEN, 1)).isEqualTo(FIRST.multipliedBy(2));
        assertThat(pause(State.OPEN, 100)).isEqualTo(Duration.ofMinutes(1));
        assertThat(pause(State.CANCELLING, 100)).isEqualTo(Duration.ofMinutes(10));
    }

    private static Duration pause(State state, int tries) {
        return ((Step.Wait) RULES.after(attempt(state, false, tries), NOTHING)).again();
    }

    private static String name(Step step) {
        if (step instanceof Step.End end) {
            assertThat(end.again() == null).isEqualTo(end.state() != State.CANCELLING);
            return end.state().name();
        }
        if (step instanceof Step.Place place) {
            assertThat(place.reference()).isEqualTo("ref");
            return "place";
        }
        return step instanceof Step.Wait ? "wait" : "keep";
    }

    private static PaymentAttempt attempt(State state, boolean over, int tries) {
        Money nothing = Money.zero(Currency.getInstance("GBP"));
        Address home = new Address("Ann", "1", "", "Hay", "", "1", "GB");
        Order.Details details = new Order.Details(
                "a@b.example",
                home,
                "post",
                "bank",
                List.of(),
                nothing,
                nothing,
                nothing,
                nothing,
                true,
                nothing,
                "en",
                null);
        return new PaymentAttempt(
                new PaymentAttemptId("0".repeat(32)),
                new CatalogId("tack"),
                state,
                details,
                URI.create("http://tack.localhost"),
                null,
                null,
                "",
                "",
                Instant.EPOCH,
                over,
                tries);
    }
}
