package org.souk.persistence.internal.transaction;

import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.customer.CustomerRealm;
import org.souk.api.session.SessionKey;

/**
 * The shop and session on whose behalf a call uses the database. {@link FairPermits} limits the calls of each.
 *
 * @param shop null if the call is the container's own
 * @param session null if the call belongs to no session; the realm of a sign-in
 */
public record DatabaseShare(@Nullable String shop, @Nullable String session) {
    static final DatabaseShare CONTAINER = new DatabaseShare(null, null);

    /** Shop that stands for the sign-ins to all realms; no catalog can have this name. */
    static final String SIGN_INS = "(sign-ins)";

    /** Names the calls of this shop, for messages. */
    String calls() {
        if (shop == null) {
            return "calls";
        }
        return shop.equals(SIGN_INS)
                ? "attempts to sign in to '" + session + "', or to all shops together,"
                : "calls of the shop " + shop;
    }

    public static DatabaseShare of(CatalogId catalog) {
        return new DatabaseShare(catalog.value(), null);
    }

    /** Customers of a realm. A realm with the name of a catalog counts against that catalog. */
    public static DatabaseShare of(CustomerRealm realm) {
        return new DatabaseShare(realm.value(), null);
    }

    /**
     * Counting the attempts to sign in. All realms together count as one shop, because a few client addresses can cause many attempts, whose
     * transactions wait for each other. Each realm counts as one session of it, so that a flood of attempts at one leaves threads to others.
     */
    public static DatabaseShare signIns(CustomerRealm realm) {
        return new DatabaseShare(SIGN_INS, realm.value());
    }

    public static DatabaseShare of(CatalogId catalog, SessionKey session) {
        return new DatabaseShare(catalog.value(), session.value());
    }
}
