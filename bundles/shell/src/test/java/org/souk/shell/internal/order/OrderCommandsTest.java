package org.souk.shell.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Sku;
import org.souk.api.database.DatabaseUnavailableException;
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
import org.souk.shell.internal.text.Console;

final class OrderCommandsTest {
    private final Console console = new Console(Path.of("."));

    @Test
    void listsForPrograms() throws Exception {
        OrderList list = new OrderList();
        list.orders = new Placed(false);

        assertThat(console.json(list))
                .isEqualTo("[{\"number\":\"T-1001\",\"catalog\":\"tack\",\"status\":\"placed\","
                        + "\"total\":{\"amount\":3995,\"currency\":\"GBP\"},\"placedAt\":\"2026-11-23T10:00:00Z\","
                        + "\"items\":2,\"node\":\"node-1\"}]\n");
    }

    @Test
    void showsOne() throws Exception {
        OrderShow show = new OrderShow();
        show.orders = new Placed(false);
        show.number = "T-1001";

        assertThat(console.run(show))
                .contains("address   Ann, 1 Mews Lane, Hay, HR3 5AA, GB")
                .contains("discount, TEN  4.00 GBP")
                .contains("tax, included  6.66 GBP")
                .contains("total          39.95 GBP");
    }

    @Test
    void failsWithOneLine() {
        OrderShow show = new OrderShow();
        show.orders = new Placed(false);
        show.number = "T-1002";
        assertThat(console.fail(show)).isEqualTo("There is no order 'T-1002'; see the numbers with order:list");
        show.number = "no number";
        assertThat(console.fail(show)).contains("letters, digits or hyphens");
        show.orders = new Placed(true);
        show.number = "T-1001";
        assertThat(console.fail(show))
                .isEqualTo(
                        "The shared database is unavailable; try again in a few seconds, and see why with node:info");
    }

    @Test
    void tellsAndMovesTheCounter() throws Exception {
        OrderCounter counter = new OrderCounter();
        counter.orders = new Placed(false);
        counter.id = "tack";
        Placed.COUNTER.set(1001);
        assertThat(console.run(counter)).isEqualTo("tack: the last number is 1001, the next order gets 1002\n");
        counter.last = "1500";
        assertThat(console.run(counter)).isEqualTo("tack: the last number is 1500, the next order gets 1501\n");
        counter.last = "1499";
        assertThat(console.fail(counter)).isEqualTo("the counter of tack only goes up");
        counter.last = "T-1600";
        assertThat(console.fail(counter))
                .isEqualTo("'T-1600' is not an order number; write its digits, without the prefix");
    }

    @Test
    void changesOne() throws Exception {
        OrderCancel cancel = new OrderCancel();
        cancel.orders = new Placed(false);
        cancel.number = "T-1001";
        assertThat(console.run(cancel))
                .isEqualTo(
                        "T-1001 is cancelled, its pieces are back in stock; it was to be paid by 'invoice': if 39.95 GBP"
                                + " were paid, send them back yourself\n");
        cancel.number = "T-1002";
        assertThat(console.fail(cancel)).isEqualTo("There is no order 'T-1002'; see the numbers with order:list");
        OrderRefund refund = new OrderRefund();
        refund.orders = new Placed(false);
        refund.number = "T-1001";
        assertThat(console.run(refund))
                .isEqualTo(
                        "T-1001 is to be refunded; 'invoice' is being asked to give 39.95 GBP back, see the result with payment:list tack\n");
    }

    @Test
    @DisplayName("nothing is said of the money of an order that cost nothing")
    void changesOneThatCostNothing() throws Exception {
        OrderCancel cancel = new OrderCancel();
        cancel.orders = new Placed(false, 0);
        cancel.number = "T-1001";
        assertThat(console.run(cancel)).isEqualTo("T-1001 is cancelled, its pieces are back in stock\n");
        OrderRefund refund = new OrderRefund();
        refund.orders = cancel.orders;
        refund.number = "T-1001";
        assertThat(console.run(refund)).isEqualTo("T-1001 is to be refunded\n");
    }

    private record Placed(boolean away, long total) implements Orders {
        Placed(boolean away) {
            this(away, 3995);
        }

        static final AtomicLong COUNTER = new AtomicLong();

        @Override
        public Placement place(LiveCatalog shop, SessionToken session, CheckoutRequest request, IdempotencyKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Placement> repeat(
                LiveCatalog shop, SessionToken session, CheckoutRequest request, IdempotencyKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Order> find(CatalogId catalog, OrderNumber number, String token) {
            return Optional.empty();
        }

        @Override
        public List<Order> withNumber(CatalogId catalog, OrderNumber number) {
            return list(catalog, 1).stream()
                    .filter(order -> order.number().equals(number))
                    .toList();
        }

        @Override
        public List<Order> list(CatalogId catalog, int limit) {
            if (away) {
                throw new DatabaseUnavailableException("gone\n fishing");
            }
            Address address = new Address("Ann", "1 Mews Lane", "", "Hay", "", "HR3 5AA", "GB");
            return List.of(new Order(
                    new CatalogId("tack"),
                    new OrderNumber("T-1001"),
                    OrderStatus.PLACED,
                    new Order.Details(
                            "ann@example.org",
                            address,
                            "standard",
                            "invoice",
                            List.of(new OrderLine(new Sku("GIRTH"), "Girth", 2, pounds(2000), pounds(4000))),
                            pounds(4000),
                            pounds(400),
                            pounds(395),
                            pounds(666),
                            true,
                            pounds(total),
                            "en-GB",
                            new CouponCode("TEN")),
                    Instant.parse("2026-11-23T10:00:00Z"),
                    "node-1"));
        }

        @Override
        public Optional<Changed> cancel(CatalogId catalog, OrderNumber number) {
            return withNumber(catalog, number).stream()
                    .findFirst()
                    .map(order -> new Changed(order, Orders.Refund.BY_HAND));
        }

        @Override
        public Optional<Changed> refund(CatalogId catalog, OrderNumber number) {
            return withNumber(catalog, number).stream().findFirst().map(order -> new Changed(order, Orders.Refund.DUE));
        }

        @Override
        public OptionalLong counter(CatalogId catalog) {
            return catalog.value().equals("tack") ? OptionalLong.of(COUNTER.get()) : OptionalLong.empty();
        }

        @Override
        public OptionalLong advance(CatalogId catalog, long last) {
            long before = COUNTER.get();
            if (last <= before) {
                throw new IllegalArgumentException("the counter of " + catalog + " only goes up");
            }
            COUNTER.set(last);
            return OptionalLong.of(before);
        }

        private static Money pounds(long pence) {
            return new Money(pence, Currency.getInstance("GBP"));
        }
    }
}
