package org.souk.api.store;

import org.souk.api.cart.LineId;
import org.souk.api.catalog.Sku;
import org.souk.api.money.Money;

/** The stored form of a cart line, with title and unit price as last shown to the shopper; the quantity is 1 or more. */
public record StoredLine(LineId id, Sku sku, String title, int quantity, Money shownPrice) {}
