package org.souk.api.store;

import org.souk.api.cart.LineId;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;

/**
 * A line of a cart as it is stored.
 *
 * @param title the last one shown
 * @param quantity 1 or more
 * @param shownPrice the unit price last shown
 */
public record StoredLine(LineId id, Sku sku, String title, int quantity, Money shownPrice) {}
