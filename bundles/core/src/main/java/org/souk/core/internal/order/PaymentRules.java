package org.souk.core.internal.order;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.PaymentAttempt.State;
import org.souk.api.spi.PaymentGateway.Answer;
import org.souk.api.store.OrderStore.Terms;
import org.souk.api.store.PaymentStore.Step;

/**
 * Decides the next step of a payment attempt after the gateway's answer. Has no side effects, because the store calls it while the attempt
 * is locked, and again if it repeats the transaction. Answers may come twice, late, or in the wrong order.
 *
 * @param firstCheck delay until the first check; doubles with every further one, up to a limit
 * @param terms how to place the order when it is paid
 */
record PaymentRules(Duration firstCheck, Terms terms) {
    private static final Duration MAX_DELAY_OPEN = Duration.ofMinutes(1);
    private static final Duration MAX_DELAY_EXPIRED = Duration.ofMinutes(10);

    Step after(PaymentAttempt attempt, @Nullable Answer answer) {
        State state = attempt.state();
        if (state == State.PLACED || state == State.REFUND_DUE || state == State.REFUNDED) {
            return new Step.Keep();
        }
        if (answer instanceof Answer.Paid paid) {
            return new Step.Place(paid.reference(), terms);
        }
        if (state == State.OPEN) {
            return open(attempt, answer);
        }
        if (state != State.CANCELLING) {
            return new Step.Keep();
        }
        return answer instanceof Answer.Declined declined
                ? new Step.End(State.CANCELLED, declined.reason(), null)
                : new Step.Wait(null, delay(attempt, MAX_DELAY_EXPIRED));
    }

    private Step open(PaymentAttempt attempt, @Nullable Answer answer) {
        if (answer instanceof Answer.Declined declined) {
            return new Step.End(attempt.over() ? State.CANCELLED : State.DECLINED, declined.reason(), null);
        }
        if (attempt.over()) {
            return new Step.End(State.CANCELLING, "not paid in time", delay(attempt, MAX_DELAY_EXPIRED));
        }
        return new Step.Wait(
                answer instanceof Answer.Elsewhere elsewhere ? elsewhere.next() : null, delay(attempt, MAX_DELAY_OPEN));
    }

    /** Returns the step after the gateway accepted a refund or did not. */
    Step afterRefund(PaymentAttempt attempt, boolean accepted) {
        if (attempt.state() != State.REFUND_DUE) {
            return new Step.Keep();
        }
        return accepted
                ? new Step.End(State.REFUNDED, "the money went back", null)
                : new Step.Wait(null, delay(attempt, MAX_DELAY_EXPIRED));
    }

    private Duration delay(PaymentAttempt attempt, Duration longest) {
        Duration pause = firstCheck.multipliedBy(1L << Math.min(attempt.tries(), 10));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
