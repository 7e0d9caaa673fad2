package org.souk.api.session;

import java.time.Instant;
import org.souk.api.catalog.CatalogId;

/**
 * A session as operators see it.
 *
 * @param key hash of the session's token
 * @param createdAt by the database's clock
 * @param expiresAt by the database's clock
 * @param items sum of all quantities in its open cart
 */
public record SessionSummary(SessionKey key, CatalogId catalog, Instant createdAt, Instant expiresAt, int items) {}
