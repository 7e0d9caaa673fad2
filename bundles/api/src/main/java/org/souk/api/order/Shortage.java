package org.souk.api.order;

import org.souk.api.catalog.Sku;

/**
 * A SKU whose stock is too small.
 *
 * @param requested quantity in the cart
 * @param available quantity in stock, 0 or more
 */
public record Shortage(Sku sku, int requested, int available) {}
