package org.souk.api.order;

import org.souk.api.catalog.Sku;

/**
 * Too few of a SKU.
 *
 * @param requested pieces wanted
 * @param available pieces there are, 0 or more
 */
public record Shortage(Sku sku, int requested, int available) {}
