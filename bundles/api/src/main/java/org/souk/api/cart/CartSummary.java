package org.souk.api.cart;

import java.time.Instant;
import org.souk.api.catalog.CatalogId;
import org.souk.api.session.SessionKey;

/** An open cart as operators see it: number of lines, sum of their quantities, and time of the last change by the database's clock. */
public record CartSummary(SessionKey session, CatalogId catalog, int lines, int items, Instant changedAt) {}
