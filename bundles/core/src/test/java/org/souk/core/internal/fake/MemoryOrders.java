package org.souk.core.internal.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.Orders;
import org.souk.api.order.Shortage;
import org.souk.api.store.OrderStore;
import org.souk.api.store.StoredCart;
import org.souk.core.internal.store.StoreRegistry;

/** Orders of the database in memory. Asks each rule twice, as when a transaction is retried. */
final class MemoryOrders implements OrderStore {
    private final MemoryDatabase database;

    MemoryOrders(MemoryDatabase database) {
        this.database = database;
    }

    @Override
    public <R> Placing<R> place(Command command, Function<StoredCart, Decision<R>> decide) {
        synchronized (database) {
            database.there();
            String scope = "order|" + command.catalog() + "|" + command.session() + "|" + command.key();
            String known = database.key(scope);
            if (known != null) {
                String[] parts = known.split(" ");
                return parts[0].equals(command.fingerprint())
                        ? new Placing.Placed<>(database.orders.get(Integer.parseInt(parts[1])))
                        : new Placing.KeyReused<>();
            }
            String session = command.catalog() + "|" + command.session();
            StoredCart cart = database.sessions.get(session);
            if (cart == null || cart.lines().isEmpty()) {
                return new Placing.NoCart<>();
            }
            Decision<R> decision = MemoryDatabase.twice(decide, cart);
            if (decision instanceof Decision.Refuse<R> refuse) {
                return new Placing.Refused<>(refuse.reason(), cart);
            }
            if (decision instanceof Decision.Reprice<R> reprice) {
                StoredCart written = new StoredCart(cart.version() + 1, reprice.lines(), reprice.coupon());
                database.sessions.put(session, written);
                return new Placing.Refused<>(reprice.reason(), written);
            }
            return write(command, scope, session, (Decision.Place<R>) decision);
        }
    }

    private <R> Placing<R> write(Command command, String scope, String session, Decision.Place<R> place) {
        List<Shortage> shortages = new ArrayList<>();
        place.take().forEach((sku, pieces) -> {
            int there = database.stock.containsKey(command.catalog() + "|" + sku)
                    ? database.level(command.catalog(), sku.value())
                    : 0;
            if (there < pieces && !place.oversell().contains(sku)) {
                shortages.add(new Shortage(sku, pieces, there));
            }
        });
        if (!shortages.isEmpty()) {
            return new Placing.OutOfStock<>(shortages);
        }
        CouponCode coupon = place.details().couponOrNull();
        if (coupon != null) {
            long used = database.orders.stream()
                    .filter(order -> order.catalog().equals(command.catalog()))
                    .filter(order -> coupon.equals(order.details().couponOrNull()))
                    .count();
            if (used >= place.mostUses()) {
                return new Placing.CouponUsedUp<>(coupon);
            }
        }
        place.take()
                .forEach((sku, pieces) -> database.level(
                        command.catalog(),
                        sku.value(),
                        Math.max(0, database.level(command.catalog(), sku.value()) - pieces)));
        long count = database.orders.stream()
                .filter(order -> order.catalog().equals(command.catalog()))
                .count();
        OrderNumber number = new OrderNumber(command.terms().numbering().prefix()
                + (command.terms().numbering().start() + count));
        Order order = new Order(
                command.catalog(),
                number,
                place.status(),
                place.details(),
                Instant.EPOCH,
                command.terms().node());
        database.remember(scope, command.fingerprint() + " " + database.orders.size());
        database.orders.add(order);
        database.sessions.put(session, StoredCart.EMPTY);
        return new Placing.Placed<>(order);
    }

    @Override
    public Optional<Order> find(CatalogId catalog, OrderNumber number) {
        database.there();
        return withNumber(catalog, number).stream().findFirst();
    }

    @Override
    public List<Order> withNumber(CatalogId catalog, OrderNumber number) {
        return list(catalog, StoreRegistry.MAX_ROWS).stream()
                .filter(order -> order.number().equals(number))
                .toList();
    }

    @Override
    public List<Order> list(CatalogId catalog, int limit) {
        database.there();
        List<Order> newest = new ArrayList<>(database.orders);
        Collections.reverse(newest);
        return newest.stream()
                .filter(order -> catalog == null || order.catalog().equals(catalog))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Orders.Changed> change(CatalogId catalog, OrderNumber number, Function<Order, After> decide) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OptionalLong counter(CatalogId catalog) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OptionalLong advance(CatalogId catalog, long last) {
        throw new UnsupportedOperationException();
    }
}
