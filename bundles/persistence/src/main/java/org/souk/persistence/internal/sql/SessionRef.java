package org.souk.persistence.internal.sql;

import org.souk.api.catalog.CatalogId;
import org.souk.api.session.SessionKey;

/**
 * The key of a session and of its cart.
 *
 * @param session hash of the token, or the key of a customer's cart
 */
public record SessionRef(String catalog, String session) {
    public SessionRef(CatalogId catalog, SessionKey session) {
        this(catalog.value(), session.value());
    }
}
