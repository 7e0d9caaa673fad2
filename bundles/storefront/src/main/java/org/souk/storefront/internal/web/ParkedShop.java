package org.souk.storefront.internal.web;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.souk.storefront.internal.files.StaticFiles;

/** What a parked shop still answers: what its page is dressed with, orders that were placed, and checkouts that had begun. */
public final class ParkedShop {
    private static final String NAME = "parked";
    private static final String RETRY_SECONDS = "300";
    /** How long a form that was handed out before can still be sent. */
    private static final Duration RUNNING = Duration.ofMinutes(30);

    private final Clock clock;

    /** With the clock that parking is told by. */
    public ParkedShop(Clock clock) {
        this.clock = clock;
    }

    /** Whether checkouts that had begun when the shop was parked may end: no new form is handed out, so what is sent is one of these. */
    public boolean finishing(Exchange exchange) {
        return exchange.shop()
                .parkedSince()
                .filter(since -> Duration.between(since, clock.instant()).compareTo(RUNNING) < 0)
                .isPresent();
    }

    /** What to throw for all else. */
    public static RequestProblem problem() {
        return new RequestProblem(
                503, NAME, "the shop is closed for the moment", Map.of(), Map.of("Retry-After", RETRY_SECONDS));
    }

    public static boolean is(RequestProblem problem) {
        return problem.name().equals(NAME);
    }

    /** Whether that path is answered all the same. Where orders are placed, that decides for itself. */
    public static boolean answers(Exchange exchange) {
        String path = exchange.path();
        if (exchange.isSafe()) {
            return path.startsWith(StaticFiles.FOLDER)
                    || path.startsWith("/assets/")
                    || path.startsWith("/orders/")
                    || path.startsWith("/api/v1/orders/")
                    || path.startsWith(PaymentAddresses.BACK)
                    || path.startsWith("/api/v1/payments/");
        }
        return exchange.method().equals("POST")
                && (path.equals("/checkout")
                        || path.equals("/api/v1/checkout")
                        || PaymentAddresses.comesFromOutside(path));
    }
}
