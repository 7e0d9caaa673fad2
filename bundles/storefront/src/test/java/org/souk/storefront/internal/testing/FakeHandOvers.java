package org.souk.storefront.internal.testing;

import java.util.Optional;
import org.souk.api.catalog.CatalogId;
import org.souk.api.session.HandOvers;
import org.souk.api.session.SessionToken;

/** One code, good for one use after it was issued. */
public final class FakeHandOvers implements HandOvers {
    public static final String CODE = "the-code";
    private SessionToken issued;

    @Override
    public String issue(CatalogId catalog, SessionToken session) {
        issued = session;
        return CODE;
    }

    @Override
    public Optional<SessionToken> redeem(CatalogId catalog, String code) {
        Optional<SessionToken> session = code.equals(CODE) ? Optional.ofNullable(issued) : Optional.empty();
        issued = null;
        return session;
    }
}
