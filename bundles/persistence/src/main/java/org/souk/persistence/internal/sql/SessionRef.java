package org.souk.persistence.internal.sql;

import org.souk.api.catalog.CatalogId;
import org.souk.api.session.SessionKey;

/**
 * A session of a catalog.
 *
 * @param session hash of the token
 */
public record SessionRef(String catalog, String session) {
    /** Of that catalog. */
    public SessionRef(CatalogId catalog, SessionKey session) {
        this(catalog.value(), session.value());
    }
}
