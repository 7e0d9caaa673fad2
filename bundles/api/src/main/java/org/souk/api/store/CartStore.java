package org.souk.api.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.cart.CartSummary;
import org.souk.api.catalog.CatalogId;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.session.SessionKey;
import org.souk.api.session.SessionSummary;

/** Sessions and their carts in the database. Every method throws {@link DatabaseUnavailableException} within its deadline. */
@ProviderType
public interface CartStore {
    /**
     * The session's open cart; {@link StoredCart#EMPTY} if the session has none at the moment.
     *
     * @return empty if there is no such session of that catalog, or it expired
     */
    Optional<StoredCart> find(CatalogId catalog, SessionKey session);

    /**
     * Changes a cart under its lock, in one transaction, which also puts off the session's expiry.
     *
     * @param decide the rule; pure, quick, and called again when the transaction is retried
     */
    <R> Change<R> change(Command command, Function<StoredCart, Decision<R>> decide);

    /** Open carts with lines, last changed first. */
    List<CartSummary> carts(@Nullable CatalogId catalog, int limit);

    /** Sessions that have not expired, newest first. */
    List<SessionSummary> sessions(@Nullable CatalogId catalog, int limit);

    /**
     * Whose cart, and under which key.
     *
     * @param create whether to make the session if it is not there; only ever with a key that was just made
     * @param lifetime of the session from this write
     * @param key the request's, or null
     * @param fingerprint digest of the command, compared when the key comes again; at most 64 characters
     */
    record Command(
            CatalogId catalog,
            SessionKey session,
            boolean create,
            Duration lifetime,
            @Nullable IdempotencyKey key,
            String fingerprint) {}

    /** What the rule says. */
    sealed interface Decision<R> {
        /**
         * Store these lines, in this order, and this coupon, and remember the key.
         *
         * @param coupon the cart's, or null for none
         */
        record Write<R>(List<StoredLine> lines, @Nullable StoredCoupon coupon, R result) implements Decision<R> {}

        /** Leave all as it is: no session is made, no key remembered. */
        record Keep<R>(R result) implements Decision<R> {}
    }

    /** What came of it. */
    sealed interface Change<R> {
        /** The rule decided; this is the cart after it. */
        record Decided<R>(StoredCart cart, R result) implements Change<R> {}

        /** The key came before with the same fingerprint; this is the cart now. */
        record Repeated<R>(StoredCart cart) implements Change<R> {}

        /** The key came before with another fingerprint. */
        record KeyReused<R>() implements Change<R> {}

        /** There is no such session, and it was not to be made. */
        record NoSession<R>() implements Change<R> {}

        /** The same, but there was one until a moment ago, and another took its place: the client is about to hear of that. */
        record Replaced<R>() implements Change<R> {}
    }
}
