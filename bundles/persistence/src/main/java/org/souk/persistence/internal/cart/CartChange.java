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

/** One command on a cart. Remembers over its tries what it wrote, so that it knows its own write again. */
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
    public Change<R> in(UnitOfWork unit) throws SQLException {
        boolean there = new SessionRows(unit.sql()).lock(session, command.lifetime());
        if (!there && unit.afterUnknown() && written != null) {
            // somebody signed in, or it expired: whether what was written went along nobody can tell
            throw new DatabaseUnavailableException("whether the cart was changed is not known; its session is over");
        }
        if (!there && !command.create()) {
            boolean replaced = new KeyRows(unit.sql(), session).isReplaced();
            unit.undo();
            return replaced ? new Change.Replaced<>() : new Change.NoSession<>();
        }
        CartRows rows = there ? CartRows.load(unit.sql(), session) : CartRows.none(unit.sql(), session);
        if (unit.afterUnknown() && isWritten(rows)) {
            unit.undo();
            return Objects.requireNonNull(written);
        }
        Optional<Change<R>> before = before(unit, rows);
        if (before.isPresent()) {
            unit.undo();
            return before.get();
        }
        return decide(unit, rows, there);
    }

    /** Whether the try whose commit got no answer was committed. */
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

    private Optional<Change<R>> before(UnitOfWork unit, CartRows rows) throws SQLException {
        IdempotencyKey key = command.key();
        if (key == null) {
            return Optional.empty();
        }
        return new KeyRows(unit.sql(), session)
                .find(key)
                .map(used -> used.by(KeyRows.Purpose.CART, command.fingerprint())
                        ? new Change.Repeated<>(rows.stored())
                        : new Change.KeyReused<>());
    }

    private Change<R> decide(UnitOfWork unit, CartRows rows, boolean there) throws SQLException {
        StoredCart now = rows.stored();
        versionBefore = rows.version();
        Decision<R> decision = decide.apply(now);
        if (decision instanceof Decision.Write<R> write) {
            Change<R> change = new Change.Decided<>(write(unit, rows, there, write), write.result());
            written = change;
            return change;
        }
        unit.undo();
        return new Change.Decided<>(now, ((Decision.Keep<R>) decision).result());
    }

    private StoredCart write(UnitOfWork unit, CartRows rows, boolean there, Decision.Write<R> write)
            throws SQLException {
        if (!there) {
            new SessionRows(unit.sql()).insert(session, command.lifetime());
        }
        StoredCart cart = rows.write(write.lines(), write.coupon(), mark);
        if (command.key() != null) {
            new KeyRows(unit.sql(), session).change(command.key(), command.fingerprint());
        }
        return cart;
    }
}
