package org.souk.storefront.internal.web;

import java.time.Duration;
import java.time.Instant;
import org.souk.storefront.internal.files.StaticFiles;

/**
 * Decides what a parked shop, which is closed for the moment, still serves: the files of its page, placed orders, and checkouts that had
 * begun.
 */
public final class ParkedShop {
    private static final String NAME = "parked";
    /** How long a checkout form stays valid after parking. */
    private static final Duration OPEN_CHECKOUT_LIFETIME = Duration.ofMinutes(30);

    private ParkedShop() {}

    /**
     * Whether checkouts that had begun before parking may still be completed. A parked shop issues no new forms, so each submitted form is
     * older.
     */
    public static boolean acceptsOpenCheckouts(Exchange exchange, Instant now) {
        return exchange.shop()
                .parkedSince()
                .filter(since -> Duration.between(since, now).compareTo(OPEN_CHECKOUT_LIFETIME) < 0)
                .isPresent();
    }

    /** The reply to every other request. */
    public static RequestProblem problem() {
        return RequestProblem.retryable(503, NAME, "the shop is closed for the moment", Duration.ofMinutes(5));
    }

    public static boolean isParked(RequestProblem problem) {
        return problem.name().equals(NAME);
    }

    /** Whether the request is served as usual. Checkouts are, because their handlers call {@link #acceptsOpenCheckouts}. */
    public static boolean stillServes(Exchange exchange) {
        String path = exchange.path();
        if (exchange.isSafe()) {
            return path.startsWith(StaticFiles.FOLDER)
                    || path.startsWith("/assets/")
                    || path.startsWith("/orders/")
                    || path.startsWith("/api/v1/orders/")
                    || path.startsWith(PaymentPaths.RETURN)
                    || path.startsWith("/api/v1/payments/");
        }
        return exchange.method().equals("POST")
                && (path.equals("/checkout") || path.equals("/api/v1/checkout") || PaymentPaths.acceptsAnyOrigin(path));
    }
}
