package org.souk.api.customer;

import java.time.Instant;
import org.souk.api.money.Money;
import org.souk.api.order.OrderNumber;

/**
 * An order in the order history of the customer who placed it.
 *
 * @param token secret that gives access to the page of the order
 * @param status name of an {@link org.souk.api.order.OrderStatus}
 * @param placedAt by the database's clock
 */
public record OwnOrder(OrderNumber number, String token, String status, Money total, Instant placedAt) {}
