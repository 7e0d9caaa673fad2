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

/** Stores sessions and carts. All methods throw {@link DatabaseUnavailableException} if the database does not answer in time. */
@ProviderType
public interface CartStore {
    /**
     * Returns the session's open cart, or {@link StoredCart#EMPTY} if it has none. Empty if the catalog has no such session, or it expired.
     */
    Optional<StoredCart> find(CatalogId catalog, SessionKey session);

    /**
     * Changes a cart as the function decides, in one transaction that holds the cart's lock. Also extends the session.
     *
     * @param decide a pure, fast function; called again if the transaction is repeated
     */
    <R> Change<R> change(Command command, Function<StoredCart, Decision<R>> decide);

    /** Lists open carts with lines, most recently changed first. A null catalog selects all. */
    List<CartSummary> carts(@Nullable CatalogId catalog, int limit);

    /** Lists sessions that have not expired, newest first. A null catalog selects all. */
    List<SessionSummary> sessions(@Nullable CatalogId catalog, int limit);

    /**
     * Identifies the cart to change and the request, so that a repeat is recognised.
     *
     * @param create whether to create a missing session; only for a session key that was just generated
     * @param lifetime of the session, from this change
     * @param key idempotency key, or null
     * @param fingerprint digest of the command, to detect that a key is reused for another one; at most 64 characters
     */
    record Command(
            CatalogId catalog,
            SessionKey session,
            boolean create,
            Duration lifetime,
            @Nullable IdempotencyKey key,
            String fingerprint) {}

    /** What the function decided about a cart, with a result for the caller. */
    sealed interface Decision<R> {
        /** Store these lines in this order, this coupon (null for none), and the idempotency key. */
        record Write<R>(List<StoredLine> lines, @Nullable StoredCoupon coupon, R result) implements Decision<R> {}

        /** Change nothing: create no session, store no key. */
        record Keep<R>(R result) implements Decision<R> {}
    }

    /** The result of a change. */
    sealed interface Change<R> {
        /** The function decided; this is the cart after it. */
        record Decided<R>(StoredCart cart, R result) implements Change<R> {}

        /** The key was used before for the same command, so nothing was changed; this is the cart now. */
        record Repeated<R>(StoredCart cart) implements Change<R> {}

        /** The key was used before for another command. */
        record KeyReused<R>() implements Change<R> {}

        /** There is no such session, and none was to be created. */
        record NoSession<R>() implements Change<R> {}

        /** A sign-in has just replaced the session; the client is about to receive the new one. */
        record Replaced<R>() implements Change<R> {}
    }
}
