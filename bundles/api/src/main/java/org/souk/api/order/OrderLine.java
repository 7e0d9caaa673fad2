package org.souk.api.order;

import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;

/** A line of an order, with title and price at the time of the order; the quantity is 1 or more. */
public record OrderLine(Sku sku, String title, int quantity, Money unitPrice, Money lineTotal) {}
