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
import org.souk.core.internal.background.RepeatedTask;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.guard.CatalogJavaGuard;
import org.souk.core.internal.guard.GuardedServices;
import org.souk.core.internal.node.ThisNode;
import org.souk.core.internal.store.StoreRegistry;

/**
 * Delivers outbox messages to the order listeners of catalogs: at least once, and to each listener until it succeeds. Every container that
 * takes orders does this for its catalogs; it leases the messages, so that no other delivers them too.
 */
@Component(service = OrderEventDispatcher.class, immediate = true)
public final class OrderEventDispatcher implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /**
     * Longer than delivering one batch usually takes. A slower batch may be delivered twice; a longer lease would delay the messages of a
     * crashed container.
     */
    private static final Duration LEASE = Duration.ofMinutes(1);

    /** Largest time for one catalog; its remaining messages follow in the next run. */
    private static final Duration TIME_PER_CATALOG = Duration.ofSeconds(20);

    private static final Duration MAX_PAUSE = Duration.ofMinutes(10);
    private static final int BATCH = 10;

    private final StoreRegistry stores;
    private final LiveCatalogs catalogs;
    private final CatalogJavaGuard guard;
    private final Optional<RepeatedTask> task;

    @Activate
    public OrderEventDispatcher(
            @Reference StoreRegistry stores,
            @Reference LiveCatalogs catalogs,
            @Reference CatalogJavaGuard guard,
            @Reference ThisNode node,
            @Reference TaskScheduler scheduler) {
        this.stores = stores;
        this.catalogs = catalogs;
        this.guard = guard;
        this.task = node.role() == Role.BROWSE
                ? Optional.empty()
                : Optional.of(scheduler.schedule("Delivering order events", this::dispatch));
    }

    /** Delivers due messages and returns the delay until the next run. */
    Duration dispatch() {
        boolean more = false;
        OutboxStore outbox = stores.outbox();
        for (CatalogId catalog : outbox.catalogsDue()) {
            Optional<LiveCatalogs.Lease> found = catalogs.withId(catalog);
            if (found.isPresent()) {
                try (LiveCatalogs.Lease lease = found.get()) {
                    more |= deliverDue(outbox, lease.live());
                }
            }
        }
        return more ? Duration.ZERO : INTERVAL;
    }

    private boolean deliverDue(OutboxStore outbox, LiveCatalog shop) {
        List<OrderListener> listeners = shop.services(OrderListener.class);
        List<Message> taken = outbox.take(shop.catalog().id(), BATCH, LEASE);
        long begin = System.nanoTime();
        for (Message message : taken) {
            if (System.nanoTime() - begin > TIME_PER_CATALOG.toNanos()) {
                outbox.postpone(message.id(), Duration.ZERO);
            } else if (deliver(outbox, shop, listeners, message)) {
                outbox.delete(List.of(message.id()));
            } else {
                outbox.postpone(message.id(), pause(message.tries()));
            }
        }
        return taken.size() == BATCH;
    }

    /** Calls the remaining listeners; returns whether all have received the message. */
    private boolean deliver(OutboxStore outbox, LiveCatalog shop, List<OrderListener> listeners, Message message) {
        GuardedServices<OrderListener> guarded = guard.of(shop, OrderListener.class, listeners);
        OrderListener.Event event = new OrderListener.Event(message.id(), message.order());
        boolean all = true;
        for (int i = 0; i < listeners.size(); i++) {
            String name = listeners.get(i).getClass().getName();
            if (!message.deliveredTo().contains(name)) {
                boolean delivered = call(guarded, listeners, i, message.kind(), event);
                if (delivered) {
                    outbox.markDelivered(message.id(), name);
                }
                all &= delivered;
            }
        }
        return all;
    }

    private static boolean call(
            GuardedServices<OrderListener> guarded,
            List<OrderListener> listeners,
            int index,
            OutboxStore.Kind kind,
            OrderListener.Event event) {
        AtomicBoolean done = new AtomicBoolean();
        guarded.run(listeners, call -> {
            Boolean delivered = call.ask(
                    index,
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
            done.set(delivered != null);
        });
        return done.get();
    }

    private static Duration pause(int tries) {
        Duration pause = Duration.ofSeconds(2).multipliedBy(1L << Math.min(tries, 10));
        return pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE;
    }

    @Override
    @Deactivate
    public void close() {
        task.ifPresent(RepeatedTask::close);
    }
}
