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
import org.souk.core.internal.background.Background;
import org.souk.core.internal.background.Repeat;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Finishes or undoes what a crash, or a shopper who went away, left between the steps of a payment. Each container does it for the
 * catalogs that are live on it; an attempt that one has taken no other gets for a while.
 */
@Component(service = Reconciler.class, immediate = true)
public final class Reconciler implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(2);
    /** Longer than the calls of all that are taken at once, as the settings are; who takes longer is not alone, and harms nobody. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final int AT_ONCE = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final StoreRegistry ports;
    private final LiveCatalogs catalogs;
    private final PaymentDesk desk;
    private final Optional<Repeat> repeat;

    /** Starts to look, where orders are taken. */
    @Activate
    public Reconciler(
            @Reference StoreRegistry ports,
            @Reference LiveCatalogs catalogs,
            @Reference PaymentDesk desk,
            @Reference ThisNode node,
            @Reference Background background) {
        this.ports = ports;
        this.catalogs = catalogs;
        this.desk = desk;
        this.repeat = node.role() == Role.BROWSE
                ? Optional.empty()
                : Optional.of(background.repeat("Looking after payments", this::once));
    }

    /** One look; how long until the next. */
    Duration once() {
        boolean more = false;
        for (CatalogId catalog : ports.payments().catalogsDue()) {
            Optional<LiveCatalogs.Lease> found = catalogs.withId(catalog);
            if (found.isPresent()) {
                try (LiveCatalogs.Lease lease = found.get()) {
                    more |= look(lease);
                }
            }
        }
        return more ? Duration.ZERO : EVERY;
    }

    private boolean look(LiveCatalogs.Lease lease) {
        CatalogId catalog = lease.live().catalog().id();
        var taken = ports.payments().take(catalog, AT_ONCE, LEASE);
        for (PaymentAttempt attempt : taken) {
            try {
                desk.on(lease.live(), attempt);
            } catch (RuntimeException e) {
                // the next is another's money; this one comes again when its lease is over
                LOG.warn(
                        "The payment {} of catalog {} could not be brought on; it is tried again",
                        attempt.id(),
                        catalog,
                        e);
            }
        }
        return taken.size() == AT_ONCE;
    }

    @Override
    @Deactivate
    public void close() {
        repeat.ifPresent(Repeat::close);
    }
}
