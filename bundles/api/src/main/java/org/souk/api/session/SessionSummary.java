package org.souk.api.session;

import java.time.Instant;
import org.souk.api.catalog.CatalogId;

/**
 * A session as operators see it.
 *
 * @param key hash of its token
 * @param catalog whose it is
 * @param createdAt by the database's clock
 * @param expiresAt by the database's clock
 * @param items pieces in its open cart
 */
public record SessionSummary(SessionKey key, CatalogId catalog, Instant createdAt, Instant expiresAt, int items) {}
