package org.souk.storefront.internal.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.order.PaymentAttemptId;
import org.souk.api.order.Placement;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.Payments;
import org.souk.api.spi.PaymentGateway.Notice;

/** Knows one attempt, and accepts notifications with the body {@code genuine}. */
public final class FakePayments implements Payments {
    public static final PaymentAttemptId ATTEMPT = new PaymentAttemptId("0f8b5c1e2d3a49c7b6e5d4c3b2a19080");

    public final List<String> notices = new ArrayList<>();
    public Placement placement = new Placement.PaymentNeeded(ATTEMPT, null);

    @Override
    public Optional<Placement> check(LiveCatalog shop, PaymentAttemptId attempt) {
        return attempt.equals(ATTEMPT) ? Optional.of(placement) : Optional.empty();
    }

    @Override
    public Noticed notice(LiveCatalog shop, String method, Notice notice) {
        notices.add(method);
        return new String(notice.body(), java.nio.charset.StandardCharsets.UTF_8).equals("genuine")
                ? Noticed.TAKEN
                : Noticed.REFUSED;
    }

    @Override
    public List<PaymentAttempt> list(CatalogId catalog, int limit) {
        return List.of();
    }
}
