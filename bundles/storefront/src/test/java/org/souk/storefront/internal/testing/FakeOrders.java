package org.souk.storefront.internal.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.api.order.Address;
import org.souk.api.order.CheckoutRequest;
import org.souk.api.order.Order;
import org.souk.api.order.OrderLine;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.OrderStatus;
import org.souk.api.order.Orders;
import org.souk.api.order.Placement;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionToken;

/** Returns prepared results and records the calls. */
public final class FakeOrders implements Orders {
    public static final String TOKEN = "q0Zb3k9v1XhUo2yXo0bVtA";

    public final List<CheckoutRequest> requests = new ArrayList<>();
    public final List<IdempotencyKey> keys = new ArrayList<>();
    public Placement placement = new Placement.Placed(order(), TOKEN);

    public Order stored = order();

    public static Order order() {
        return order(SampleShop.pounds(0));
    }

    /** An order of one bridle with a discount, placed by invoice. */
    public static Order order(Money discount) {
        return new Order(
                new CatalogId("tack"),
                new OrderNumber("TACK-1001"),
                OrderStatus.PLACED,
                new Order.Details(
                        "ada@example.com",
                        new Address("Ada", "1 Street", "", "London", "", "SW1Y 4JH", "GB"),
                        "standard",
                        "invoice",
                        List.of(new OrderLine(
                                new Sku("BRIDLE-HAV"),
                                "Snaffle bridle – Havana",
                                1,
                                SampleShop.pounds(8900),
                                SampleShop.pounds(8900))),
                        SampleShop.pounds(8900),
                        discount,
                        SampleShop.pounds(0),
                        SampleShop.pounds(1483),
                        true,
                        SampleShop.pounds(8900).minus(discount),
                        "en-GB",
                        null),
                Instant.parse("2026-11-23T14:30:00Z"),
                "here:8181");
    }

    @Override
    public Placement place(LiveCatalog shop, SessionToken session, CheckoutRequest request, IdempotencyKey key) {
        requests.add(request);
        keys.add(key);
        return placement;
    }

    @Override
    public Optional<Placement> repeat(
            LiveCatalog shop, SessionToken session, CheckoutRequest request, IdempotencyKey key) {
        return keys.contains(key) ? Optional.of(placement) : Optional.empty();
    }

    @Override
    public Optional<Order> find(CatalogId catalog, OrderNumber number, String token) {
        return Optional.of(stored).filter(order -> order.number().equals(number) && token.equals(TOKEN));
    }

    @Override
    public List<Order> withNumber(CatalogId catalog, OrderNumber number) {
        return List.of();
    }

    @Override
    public List<Order> list(CatalogId catalog, int limit) {
        return List.of();
    }

    @Override
    public Optional<Changed> cancel(CatalogId catalog, OrderNumber number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Changed> refund(CatalogId catalog, OrderNumber number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OptionalLong counter(CatalogId catalog) {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong advance(CatalogId catalog, long last) {
        throw new UnsupportedOperationException();
    }
}
