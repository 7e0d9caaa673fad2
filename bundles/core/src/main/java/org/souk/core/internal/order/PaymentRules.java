package org.souk.core.internal.order;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.PaymentAttempt.State;
import org.souk.api.spi.PaymentGateway.Answer;
import org.souk.api.store.OrderStore.Terms;
import org.souk.api.store.PaymentStore.Step;

/**
 * What becomes of an attempt when its gateway has answered. Pure: the store asks under the attempt's lock, and again when it must. An answer
 * may come twice, late, or after another.
 *
 * @param first how long until somebody looks again the first time
 * @param terms of the order that comes of it
 */
record PaymentRules(Duration first, Terms terms) {
    private static final Duration LONGEST_OPEN = Duration.ofMinutes(1);
    private static final Duration LONGEST_OVER = Duration.ofMinutes(10);

    /**
     * The next step.
     *
     * @param answer null if it said nothing
     */
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
                : new Step.Wait(null, again(attempt, LONGEST_OVER));
    }

    private Step open(PaymentAttempt attempt, @Nullable Answer answer) {
        if (answer instanceof Answer.Declined declined) {
            return new Step.End(attempt.over() ? State.CANCELLED : State.DECLINED, declined.reason(), null);
        }
        if (attempt.over()) {
            return new Step.End(State.CANCELLING, "not paid in time", again(attempt, LONGEST_OVER));
        }
        return new Step.Wait(
                answer instanceof Answer.Elsewhere elsewhere ? elsewhere.next() : null, again(attempt, LONGEST_OPEN));
    }

    /** After a refund was accepted, or was not. */
    Step afterRefund(PaymentAttempt attempt, boolean accepted) {
        if (attempt.state() != State.REFUND_DUE) {
            return new Step.Keep();
        }
        return accepted
                ? new Step.End(State.REFUNDED, "the money went back", null)
                : new Step.Wait(null, again(attempt, LONGEST_OVER));
    }

    private Duration again(PaymentAttempt attempt, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.min(attempt.tries(), 10));
        return Optional.of(pause).filter(p -> p.compareTo(longest) < 0).orElse(longest);
    }
}
