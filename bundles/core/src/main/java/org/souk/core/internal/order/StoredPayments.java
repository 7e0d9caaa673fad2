package org.souk.core.internal.order;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.order.Placement;
import org.souk.api.payment.AttemptId;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.Payments;
import org.souk.api.spi.PaymentGateway.Notice;
import org.souk.core.internal.store.Ports;

/** Payments in the shared database. */
@Component
public final class StoredPayments implements Payments {
    private final Ports ports;
    private final Gateways gateways;
    private final PaymentDesk desk;

    /** Over the ports. */
    @Activate
    public StoredPayments(@Reference Ports ports, @Reference Gateways gateways, @Reference PaymentDesk desk) {
        this.ports = ports;
        this.gateways = gateways;
        this.desk = desk;
    }

    @Override
    public Optional<Placement> look(LiveCatalog shop, AttemptId attempt) {
        return ports.payments().find(shop.catalog().id(), attempt).map(found -> desk.bring(shop, found));
    }

    @Override
    public boolean notice(LiveCatalog shop, String method, Notice notice) {
        Optional<AttemptId> about = gateways.read(shop, method, notice);
        if (about.isEmpty()) {
            return false;
        }
        Optional<PaymentAttempt> attempt = ports.payments()
                .find(shop.catalog().id(), about.get())
                .filter(found -> found.details().paymentMethod().equals(method));
        attempt.ifPresent(found -> desk.hear(shop, found));
        return attempt.isPresent();
    }

    @Override
    public List<PaymentAttempt> list(@Nullable CatalogId catalog, int limit) {
        return ports.payments().list(catalog, Ports.limit(limit));
    }
}
