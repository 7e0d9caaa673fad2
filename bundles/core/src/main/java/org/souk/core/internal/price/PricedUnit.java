package org.souk.core.internal.price;

import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;
import org.souk.core.internal.guard.Question;

/** So many of a variant: what one of these costs is the same as long as the version lives. */
public record PricedUnit(Sku sku, int quantity) implements Question<Money> {}
