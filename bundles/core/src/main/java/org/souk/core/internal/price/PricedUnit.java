package org.souk.core.internal.price;

import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.core.internal.guard.CacheKey;

/** A variant at a quantity: the key under which its unit price is cached as long as the catalog version is in use. */
public record PricedUnit(Sku sku, int quantity) implements CacheKey<Money> {}
