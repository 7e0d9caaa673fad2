package org.souk.api.session;

import java.time.Instant;
import org.souk.api.catalog.CatalogId;

/** A session as operators see it: the hash of its token, times by the database's clock, and the sum of all quantities in its open cart. */
public record SessionSummary(SessionKey key, CatalogId catalog, Instant createdAt, Instant expiresAt, int items) {}
