package org.souk.core.internal.fake;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.souk.api.cart.CartSummary;
import org.souk.api.catalog.CatalogId;
import org.souk.api.session.SessionKey;
import org.souk.api.session.SessionSummary;
import org.souk.api.store.CartStore;
import org.souk.api.store.StoredCart;

/** Carts of the database in memory. Asks each rule twice, as when a transaction is retried. */
final class MemoryCarts implements CartStore {
    private final MemoryDatabase database;

    MemoryCarts(MemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<StoredCart> find(CatalogId catalog, SessionKey session) {
        synchronized (database) {
            database.there();
            return Optional.ofNullable(database.sessions.get(catalog + "|" + session));
        }
    }

    @Override
    public <R> Change<R> change(Command command, Function<StoredCart, Decision<R>> decide) {
        synchronized (database) {
            database.there();
            String session = command.catalog() + "|" + command.session();
            StoredCart cart = database.sessions.get(session);
            if (cart == null && !command.create()) {
                return database.replaced.contains(session) ? new Change.Replaced<>() : new Change.NoSession<>();
            }
            StoredCart before = cart == null ? StoredCart.EMPTY : cart;
            String scope = "cart|" + session + "|" + command.key();
            if (command.key() != null && database.key(scope) != null) {
                return database.key(scope).equals(command.fingerprint())
                        ? new Change.Repeated<>(before)
                        : new Change.KeyReused<>();
            }
            Decision<R> decision = MemoryDatabase.twice(decide, before);
            if (decision instanceof Decision.Keep<R> keep) {
                return new Change.Decided<>(before, keep.result());
            }
            Decision.Write<R> write = (Decision.Write<R>) decision;
            StoredCart after = new StoredCart(before.version() + 1, write.lines(), write.coupon());
            database.sessions.put(session, after);
            database.writes++;
            if (command.key() != null) {
                database.remember(scope, command.fingerprint());
            }
            return new Change.Decided<>(after, write.result());
        }
    }

    @Override
    public List<CartSummary> carts(CatalogId catalog, int limit) {
        database.there();
        return List.of();
    }

    @Override
    public List<SessionSummary> sessions(CatalogId catalog, int limit) {
        database.there();
        return List.of();
    }
}
