package org.souk.core.internal.order;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.order.PaymentAttemptId;
import org.souk.api.order.Placement;
import org.souk.api.payment.PaymentAttempt;
import org.souk.api.payment.Payments;
import org.souk.api.spi.PaymentGateway.Notice;
import org.souk.core.internal.store.StoreRegistry;

/** Finds payment attempts in the shared database and has {@link PaymentProcessor} advance them. */
@Component
public final class StoredPayments implements Payments {
    private static final Logger LOG = LoggerFactory.getLogger(StoredPayments.class);

    private final StoreRegistry stores;
    private final Gateways gateways;
    private final PaymentProcessor processor;

    @Activate
    public StoredPayments(
            @Reference StoreRegistry stores, @Reference Gateways gateways, @Reference PaymentProcessor processor) {
        this.stores = stores;
        this.gateways = gateways;
        this.processor = processor;
    }

    @Override
    public Optional<Placement> check(LiveCatalog shop, PaymentAttemptId attempt) {
        return stores.payments().find(shop.catalog().id(), attempt).map(found -> processor.poll(shop, found));
    }

    @Override
    public Noticed notice(LiveCatalog shop, String method, Notice notice) {
        if (!processor.takesOrders()) {
            return Noticed.LATER;
        }
        if (!gateways.methods(shop).contains(method)) {
            return Noticed.REFUSED;
        }
        Optional<Optional<PaymentAttemptId>> read = gateways.read(shop, method, notice);
        if (read.isEmpty()) {
            return Noticed.LATER;
        }
        Optional<PaymentAttemptId> about = read.get();
        Optional<PaymentAttempt> attempt = about.flatMap(
                        id -> stores.payments().find(shop.catalog().id(), id))
                .filter(found -> found.details().paymentMethod().equals(method));
        if (about.isPresent() && attempt.isEmpty()) {
            LOG.warn(
                    "The gateway {} of catalog {} reports the payment {}, which is not in the database, perhaps because a backup was restored."
                            + " If it was paid, refund it at the gateway",
                    method,
                    shop.catalog().id(),
                    about.get());
        }
        attempt.ifPresent(found -> processor.handleNotice(shop, found));
        return attempt.isPresent() ? Noticed.TAKEN : Noticed.REFUSED;
    }

    @Override
    public List<PaymentAttempt> list(@Nullable CatalogId catalog, int limit) {
        return stores.payments().list(catalog, StoreRegistry.limit(limit));
    }
}
