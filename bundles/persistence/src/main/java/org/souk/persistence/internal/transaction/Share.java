package org.souk.persistence.internal.transaction;

import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.session.SessionKey;

/**
 * On whose behalf a call of the database is made. {@link FairPermits} bounds the calls of each shop and session.
 *
 * @param shop null if the call is the container's own
 * @param session null if the call belongs to no session
 */
public record Share(@Nullable String shop, @Nullable String session) {
    static final Share CONTAINER = new Share(null, null);

    /** The counts of attempts to sign in, of all shops together; no catalog can have this name. */
    public static final Share SIGN_INS = new Share("(sign-ins)", null);

    public static Share of(CatalogId catalog) {
        return new Share(catalog.value(), null);
    }

    /** Customers of a realm; one that is named for its catalog shares with it. */
    public static Share of(CustomerRealm realm) {
        return new Share(realm.value(), null);
    }

    public static Share of(CatalogId catalog, SessionKey session) {
        return new Share(catalog.value(), session.value());
    }
}
