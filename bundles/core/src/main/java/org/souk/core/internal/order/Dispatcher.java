package org.souk.core.internal.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.LiveCatalogs;
import org.souk.api.node.Role;
import org.souk.api.spi.OrderListener;
import org.souk.api.store.OutboxStore;
import org.souk.api.store.OutboxStore.Message;
import org.souk.core.internal.background.Background;
import org.souk.core.internal.background.Repeat;
import org.souk.core.internal.guard.CatalogJavaGuard;
import org.souk.core.internal.guard.Guarded;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Tells a catalog's listeners of its orders, from the outbox: at least once, each listener that was told not again. A container does it
 * for the catalogs that are live on it; a message that one has taken no other gets for a while.
 */
@Component(service = Dispatcher.class, immediate = true)
public final class Dispatcher implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** Longer than what is taken at once takes as a rule; what takes longer may be told twice, and who dies is followed soon. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    /** For one catalog at once; what is left comes next. */
    private static final Duration TIME = Duration.ofSeconds(20);

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int AT_ONCE = 10;

    private final StoreRegistry ports;
    private final LiveCatalogs catalogs;
    private final CatalogJavaGuard guard;
    private final Optional<Repeat> repeat;

    /** Starts to look, where orders are taken. */
    @Activate
    public Dispatcher(
            @Reference StoreRegistry ports,
            @Reference LiveCatalogs catalogs,
            @Reference CatalogJavaGuard guard,
            @Reference ThisNode node,
            @Reference Background background) {
        this.ports = ports;
        this.catalogs = catalogs;
        this.guard = guard;
        this.repeat = node.role() == Role.BROWSE
                ? Optional.empty()
                : Optional.of(background.repeat("Telling of orders", this::once));
    }

    /** One look; how long until the next. */
    Duration once() {
        boolean more = false;
        OutboxStore outbox = ports.outbox();
        for (CatalogId catalog : outbox.catalogsDue()) {
            Optional<LiveCatalogs.Lease> found = catalogs.withId(catalog);
            if (found.isPresent()) {
                try (LiveCatalogs.Lease lease = found.get()) {
                    more |= tell(outbox, lease.live());
                }
            }
        }
        return more ? Duration.ZERO : EVERY;
    }

    private boolean tell(OutboxStore outbox, LiveCatalog shop) {
        List<OrderListener> listeners = shop.services(OrderListener.class);
        List<Message> taken = outbox.take(shop.catalog().id(), AT_ONCE, LEASE);
        long begin = System.nanoTime();
        for (Message message : taken) {
            if (System.nanoTime() - begin > TIME.toNanos()) {
                outbox.postpone(message.id(), Duration.ZERO);
            } else if (tell(outbox, shop, listeners, message)) {
                outbox.delete(List.of(message.id()));
            } else {
                outbox.postpone(message.id(), pause(message.tries()));
            }
        }
        return taken.size() == AT_ONCE;
    }

    /** Whether all of them have been told. */
    private boolean tell(OutboxStore outbox, LiveCatalog shop, List<OrderListener> listeners, Message message) {
        Guarded<OrderListener> guarded = guard.of(shop, OrderListener.class, listeners);
        OrderListener.Event event = new OrderListener.Event(message.id(), message.order());
        boolean all = true;
        for (int i = 0; i < listeners.size(); i++) {
            String name = listeners.get(i).getClass().getName();
            if (!message.told().contains(name)) {
                boolean told = told(guarded, listeners, i, message.kind(), event);
                if (told) {
                    outbox.markDelivered(message.id(), name);
                }
                all &= told;
            }
        }
        return all;
    }

    private static boolean told(
            Guarded<OrderListener> guarded,
            List<OrderListener> listeners,
            int number,
            OutboxStore.Kind kind,
            OrderListener.Event event) {
        AtomicBoolean done = new AtomicBoolean();
        guarded.call(listeners, call -> {
            Boolean told = call.ask(
                    number,
                    event.order().number(),
                    listener -> {
                        switch (kind) {
                            case PLACED -> listener.placed(event);
                            case CANCELLED -> listener.cancelled(event);
                            case REFUNDED -> listener.refunded(event);
                        }
                        return true;
                    },
                    answer -> null);
            done.set(told != null);
        });
        return done.get();
    }

    private static Duration pause(int tries) {
        Duration pause = Duration.ofSeconds(2).multipliedBy(1L << Math.min(tries, 10));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    @Override
    @Deactivate
    public void close() {
        repeat.ifPresent(Repeat::close);
    }
}
