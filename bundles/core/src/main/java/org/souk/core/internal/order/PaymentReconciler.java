package org.souk.core.internal.order;

import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalogs;
import org.souk.api.node.Role;
import org.souk.api.payment.PaymentAttempt;
import org.souk.core.internal.background.RepeatedTask;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Completes, cancels or refunds payments that a crash, a failing gateway or a leaving shopper interrupted. Every container that takes
 * orders does this for its catalogs; it leases the attempts, so that no other checks them too.
 */
@Component(service = PaymentReconciler.class, immediate = true)
public final class PaymentReconciler implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    /** Longer than one batch takes with default settings. If it takes longer, two containers may check an attempt, which is harmless. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final int BATCH = 2;
    private static final Logger LOG = LoggerFactory.getLogger(PaymentReconciler.class);

    private final StoreRegistry stores;
    private final LiveCatalogs catalogs;
    private final PaymentProcessor processor;
    private final Optional<RepeatedTask> task;

    @Activate
    public PaymentReconciler(
            @Reference StoreRegistry stores,
            @Reference LiveCatalogs catalogs,
            @Reference PaymentProcessor processor,
            @Reference ThisNode node,
            @Reference TaskScheduler scheduler) {
        this.stores = stores;
        this.catalogs = catalogs;
        this.processor = processor;
        this.task = node.role() == Role.BROWSE
                ? Optional.empty()
                : Optional.of(scheduler.schedule("Checking unfinished payments", this::reconcile));
    }

    /** Processes due attempts and returns the delay until the next run. */
    Duration reconcile() {
        boolean more = false;
        for (CatalogId catalog : stores.payments().catalogsDue()) {
            Optional<LiveCatalogs.Lease> found = catalogs.withId(catalog);
            if (found.isPresent()) {
                try (LiveCatalogs.Lease lease = found.get()) {
                    more |= reconcile(lease);
                }
            }
        }
        return more ? Duration.ZERO : INTERVAL;
    }

    private boolean reconcile(LiveCatalogs.Lease lease) {
        CatalogId catalog = lease.live().catalog().id();
        var taken = stores.payments().take(catalog, BATCH, LEASE);
        for (PaymentAttempt attempt : taken) {
            try {
                processor.process(lease.live(), attempt);
            } catch (RuntimeException e) {
                // one failure must not stop the other payments; this one is retried when its lease ends
                LOG.warn(
                        "The payment {} of catalog {} could not be processed; the container retries",
                        attempt.id(),
                        catalog,
                        e);
            }
        }
        return taken.size() == BATCH;
    }

    @Override
    @Deactivate
    public void close() {
        task.ifPresent(RepeatedTask::close);
    }
}
