package org.souk.core.internal.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.CatalogId;
import org.souk.api.money.Money;
import org.souk.api.order.Address;
import org.souk.api.order.Order;
import org.souk.api.order.OrderNumber;
import org.souk.api.order.OrderStatus;
import org.souk.api.store.OrderStore.After;

final class OrderRulesTest {
    @ParameterizedTest
    @DisplayName("what an operator may do with an order, and why not")
    @CsvSource({
        "PLACED, '', ''",
        "PAID, '', ''",
        "CANCELLED, cancelled already, payment:list",
        "REFUNDED, '', refunded already",
    })
    void table(OrderStatus status, String noCancel, String noRefund) {
        if (noCancel.isEmpty()) {
            assertThat(OrderRules.cancel(order(status))).isEqualTo(After.CANCELLED);
        } else {
            assertThatThrownBy(() -> OrderRules.cancel(order(status)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("T-1", noCancel);
        }
        if (noRefund.isEmpty()) {
            assertThat(OrderRules.refund(order(status))).isEqualTo(After.REFUNDED);
        } else {
            assertThatThrownBy(() -> OrderRules.refund(order(status)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("T-1", noRefund);
        }
    }

    private static Order order(OrderStatus status) {
        Money nothing = Money.zero(Currency.getInstance("GBP"));
        return new Order(
                new CatalogId("tack"),
                new OrderNumber("T-1"),
                status,
                new Order.Details(
                        "a@example.org",
                        new Address("A", "1", "", "C", "", "P", "GB"),
                        "standard",
                        "invoice",
                        List.of(),
                        nothing,
                        nothing,
                        nothing,
                        nothing,
                        false,
                        nothing,
                        "en-GB",
                        null),
                Instant.EPOCH,
                "node-1");
    }
}
