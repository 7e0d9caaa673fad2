package org.souk.api.order;

import org.souk.api.catalog.Sku;

/** A SKU whose stock is too small: the quantity in the cart, and the quantity in stock, 0 or more. */
public record Shortage(Sku sku, int requested, int available) {}
