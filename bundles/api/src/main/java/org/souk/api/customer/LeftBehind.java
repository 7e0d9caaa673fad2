package org.souk.api.customer;

import org.souk.api.catalog.Sku;

/**
 * A line of the guest's cart that did not fit into the customer's cart at sign-in, because it would have exceeded a limit of that cart.
 *
 * @param title as last shown to the shopper
 * @param quantity number of items that were not taken, 1 or more
 */
public record LeftBehind(Sku sku, String title, int quantity) {}
