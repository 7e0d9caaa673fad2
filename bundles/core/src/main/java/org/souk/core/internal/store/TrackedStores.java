package org.souk.core.internal.store;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.store.CartStore;
import org.souk.api.store.CustomerStore;
import org.souk.api.store.HandOverStore;
import org.souk.api.store.HousekeepingStore;
import org.souk.api.store.NodeStore;
import org.souk.api.store.OrderStore;
import org.souk.api.store.OutboxStore;
import org.souk.api.store.PaymentStore;
import org.souk.api.store.StockStore;

/**
 * Tracks the stores in the OSGi service registry. The references are dynamic, so that no component of this bundle restarts when the stores
 * come or go.
 */
@Component(service = StoreRegistry.class)
public final class TrackedStores implements StoreRegistry {
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable CartStore carts;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable OrderStore orders;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable PaymentStore payments;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable OutboxStore outbox;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable StockStore stock;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable NodeStore nodes;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable HousekeepingStore housekeeping;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable HandOverStore handOvers;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable CustomerStore customers;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable CustomerRealms realms;

    @Override
    public CustomerRealm realm(LiveCatalog shop) {
        CustomerRealms known = realms;
        if (known == null) {
            throw new DatabaseUnavailableException("the customer groups are being reconfigured; try again");
        }
        return known.of(shop.catalog());
    }

    @Override
    public CartStore carts() {
        return required(carts);
    }

    @Override
    public OrderStore orders() {
        return required(orders);
    }

    @Override
    public PaymentStore payments() {
        return required(payments);
    }

    @Override
    public OutboxStore outbox() {
        return required(outbox);
    }

    @Override
    public StockStore stock() {
        return required(stock);
    }

    @Override
    public NodeStore nodes() {
        return required(nodes);
    }

    @Override
    public HousekeepingStore housekeeping() {
        return required(housekeeping);
    }

    @Override
    public HandOverStore handOvers() {
        return required(handOvers);
    }

    @Override
    public CustomerStore customers() {
        return required(customers);
    }

    private static <P> P required(@Nullable P port) {
        if (port == null) {
            throw new DatabaseUnavailableException("this container has no connection to the shared database");
        }
        return port;
    }
}
