package org.souk.api.session;

import java.time.Instant;
import org.souk.api.catalog.CatalogId;

/** A session as operators see it: the hash of its token, its times by the database's clock, and the number of items in its open cart. */
public record SessionSummary(SessionKey key, CatalogId catalog, Instant createdAt, Instant expiresAt, int items) {}
