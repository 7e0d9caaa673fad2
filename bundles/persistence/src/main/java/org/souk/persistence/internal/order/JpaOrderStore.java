package org.souk.persistence.internal.order;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogId;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.Orders;
import org.souk.api.store.OrderStore;
import org.souk.api.store.StoredCart;
import org.souk.persistence.internal.entity.OrderRef;
import org.souk.persistence.internal.order.rows.OrderCounterRow;
import org.souk.persistence.internal.order.rows.OrderRows;
import org.souk.persistence.internal.transaction.DatabaseShare;
import org.souk.persistence.internal.transaction.Transactions;

/** Places, reads and changes orders, which are OpenJPA entities. */
@Component
public final class JpaOrderStore implements OrderStore {
    private final Transactions transactions;

    @Activate
    public JpaOrderStore(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public <R> Placing<R> place(Command command, Function<StoredCart, Decision<R>> decide) {
        return transactions.repeatable(
                "place an order",
                DatabaseShare.of(command.catalog(), command.session()),
                new OrderPlacing<>(command, decide));
    }

    @Override
    public Optional<Order> find(CatalogId catalog, OrderNumber number) {
        OrderRef ref = new OrderRef(catalog.value(), number.value());
        return transactions.repeatable(
                "read an order", DatabaseShare.of(catalog), unit -> new OrderRows(unit.entities()).find(ref));
    }

    @Override
    public List<Order> withNumber(@Nullable CatalogId catalog, OrderNumber number) {
        if (catalog != null) {
            return find(catalog, number).stream().toList();
        }
        return transactions.repeatable(
                "read orders", unit -> new OrderRows(unit.entities()).withNumber(number.value()));
    }

    @Override
    public List<Order> list(@Nullable CatalogId catalog, int limit) {
        return transactions.repeatable("list orders", unit -> new OrderRows(unit.entities()).newest(catalog, limit));
    }

    @Override
    public Optional<Orders.Changed> change(CatalogId catalog, OrderNumber number, Function<Order, After> decide) {
        OrderRef ref = new OrderRef(catalog.value(), number.value());
        return transactions.repeatable("change an order", DatabaseShare.of(catalog), new OrderChange(ref, decide));
    }

    @Override
    public OptionalLong counter(CatalogId catalog) {
        return transactions.repeatable(
                "read an order counter", unit -> new OrderCounterRow(unit.sql()).last(catalog.value()));
    }

    @Override
    public OptionalLong advance(CatalogId catalog, long last) {
        AtomicReference<OptionalLong> before = new AtomicReference<>();
        return transactions.repeatable("advance an order counter", unit -> {
            OrderCounterRow counter = new OrderCounterRow(unit.sql());
            OptionalLong known = before.get();
            if (unit.afterUnknownCommit()
                    && known != null
                    && counter.last(catalog.value()).orElse(-1) >= last) {
                // the earlier run was committed, and further orders may have been placed since
                return known;
            }
            OptionalLong now = counter.advance(catalog.value(), last);
            before.set(now);
            return now;
        });
    }
}
