package org.souk.api.store;

import org.souk.api.cart.LineId;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;

/**
 * The stored form of a cart line.
 *
 * @param title as last shown
 * @param quantity 1 or more
 * @param shownPrice unit price as last shown
 */
public record StoredLine(LineId id, Sku sku, String title, int quantity, Money shownPrice) {}
