package org.souk.persistence.internal.cart;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.session.IdempotencyKey;
import org.souk.api.store.CartStore;
import org.souk.api.store.CartStore.Change;
import org.souk.api.store.CartStore.Decision;
import org.souk.api.store.StoredCart;
import org.souk.persistence.internal.sql.SessionRef;
import org.souk.persistence.internal.sql.Sql;
import org.souk.persistence.internal.transaction.TransactionWork;
import org.souk.persistence.internal.transaction.UnitOfWork;

/**
 * Runs one change of a cart in a transaction, which runs again after a conflict, or when the answer to its commit was lost (unknown
 * commit). It remembers what it wrote and recognizes its own write.
 */
final class CartChange<R> implements TransactionWork<Change<R>> {
    private final CartStore.Command command;
    private final Function<StoredCart, Decision<R>> decide;
    private final SessionRef session;
    private final String mark = Sql.randomId();
    private long versionBefore;
    private @Nullable Change<R> written;

    CartChange(CartStore.Command command, Function<StoredCart, Decision<R>> decide) {
        this.command = command;
        this.decide = decide;
        this.session = new SessionRef(command.catalog(), command.session());
    }

    @Override
    public Change<R> execute(UnitOfWork unit) throws SQLException {
        boolean exists = new SessionRows(unit.sql()).lock(session, command.lifetime());
        if (!exists && unit.afterUnknownCommit() && written != null) {
            // the session was ended by a sign-in or has expired: whether the write was committed cannot be determined
            throw new DatabaseUnavailableException("whether the cart was changed is not known; its session is over");
        }
        if (!exists && !command.create()) {
            boolean replaced = new IdempotencyKeyRows(unit.sql(), session).isReplaced();
            unit.setRollbackOnly();
            return replaced ? new Change.Replaced<>() : new Change.NoSession<>();
        }
        CartRows rows = exists ? CartRows.load(unit.sql(), session) : CartRows.absent(unit.sql(), session);
        if (unit.afterUnknownCommit() && isWritten(rows)) {
            unit.setRollbackOnly();
            return Objects.requireNonNull(written);
        }
        Optional<Change<R>> repeated = repeated(unit, rows);
        if (repeated.isPresent()) {
            unit.setRollbackOnly();
            return repeated.get();
        }
        return decide(unit, rows, exists);
    }

    /** Whether the run whose commit got no answer was committed. */
    private boolean isWritten(CartRows rows) {
        if (rows.lastWrite().equals(mark)) {
            return true;
        }
        if (command.key() == null && rows.version() != versionBefore) {
            throw new DatabaseUnavailableException(
                    "whether the cart was changed is not known; others changed it since");
        }
        return false;
    }

    private Optional<Change<R>> repeated(UnitOfWork unit, CartRows rows) throws SQLException {
        IdempotencyKey key = command.key();
        if (key == null) {
            return Optional.empty();
        }
        return new IdempotencyKeyRows(unit.sql(), session)
                .find(key)
                .map(used -> used.matches(IdempotencyKeyRows.Purpose.CART, command.fingerprint())
                        ? new Change.Repeated<>(rows.stored())
                        : new Change.KeyReused<>());
    }

    private Change<R> decide(UnitOfWork unit, CartRows rows, boolean exists) throws SQLException {
        StoredCart current = rows.stored();
        versionBefore = rows.version();
        Decision<R> decision = decide.apply(current);
        if (decision instanceof Decision.Write<R> write) {
            Change<R> change = new Change.Decided<>(write(unit, rows, exists, write), write.result());
            written = change;
            return change;
        }
        unit.setRollbackOnly();
        return new Change.Decided<>(current, ((Decision.Keep<R>) decision).result());
    }

    private StoredCart write(UnitOfWork unit, CartRows rows, boolean exists, Decision.Write<R> write)
            throws SQLException {
        if (!exists) {
            new SessionRows(unit.sql()).insert(session, command.lifetime());
        }
        StoredCart cart = rows.write(write.lines(), write.coupon(), mark);
        if (command.key() != null) {
            new IdempotencyKeyRows(unit.sql(), session).rememberChange(command.key(), command.fingerprint());
        }
        return cart;
    }
}
