package org.souk.persistence.internal.transaction;

import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.session.SessionKey;

/**
 * The shop and session on whose behalf a call uses the database. {@link FairPermits} limits the calls of each.
 *
 * @param shop null if the call is the container's own
 * @param session null if the call belongs to no session
 */
public record Share(@Nullable String shop, @Nullable String session) {
    static final Share CONTAINER = new Share(null, null);

    /** Counting the attempts to sign in at all shops, as if it were a shop of its own; no catalog can have this name. */
    public static final Share SIGN_INS = new Share("(sign-ins)", null);

    public static Share of(CatalogId catalog) {
        return new Share(catalog.value(), null);
    }

    /** Customers of a realm. A realm with the name of a catalog counts against that catalog. */
    public static Share of(CustomerRealm realm) {
        return new Share(realm.value(), null);
    }

    public static Share of(CatalogId catalog, SessionKey session) {
        return new Share(catalog.value(), session.value());
    }
}
