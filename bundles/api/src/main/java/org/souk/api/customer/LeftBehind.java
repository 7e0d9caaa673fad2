package org.souk.api.customer;

import org.souk.api.catalog.Sku;

/**
 * What the customer's cart could not take of the guest's, because it holds no more.
 *
 * @param sku of the line
 * @param title as the shopper last read it
 * @param quantity pieces that were left, 1 or more
 */
public record LeftBehind(Sku sku, String title, int quantity) {}
