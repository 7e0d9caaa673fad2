package org.souk.persistence.internal.cart;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogId;
import org.souk.api.store.HandOverStore;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.Sql;
import org.souk.persistence.internal.transaction.DatabaseShare;
import org.souk.persistence.internal.transaction.Transactions;

/** Stores hand-over codes, by which a guest takes a session to another container. A code is valid once. */
@Component
public final class SqlHandOverStore implements HandOverStore {
    private final Transactions transactions;

    @Activate
    public SqlHandOverStore(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void issue(CatalogId catalog, String hash, String sealed, Duration lifetime) {
        String known = ColumnLimits.exactly("hash", hash, 64);
        String opens = ColumnLimits.exactly("sealed", sealed, 255);
        transactions.repeatable("issue a hand-over", DatabaseShare.of(catalog), unit -> {
            Sql sql = unit.sql();
            boolean exists =
                    unit.afterUnknownCommit() && sql.exists("SELECT 1 FROM hand_overs WHERE code_hash = ?", known);
            return exists
                    ? 0
                    : sql.update(
                            "INSERT INTO hand_overs (code_hash, catalog, sealed, expires_at)"
                                    + " VALUES (?, ?, ?, souk_millis() + ?)",
                            known,
                            catalog.value(),
                            opens,
                            lifetime.toMillis());
        });
    }

    /**
     * Marks the code as redeemed instead of deleting it. When the answer to the commit was lost, the work runs again and recognizes its own
     * mark.
     */
    @Override
    public Optional<String> redeem(CatalogId catalog, String hash) {
        String known = ColumnLimits.exactly("hash", hash, 64);
        String mark = UUID.randomUUID().toString();
        AtomicReference<String> found = new AtomicReference<>();
        boolean mine = transactions.repeatable("redeem a hand-over", DatabaseShare.of(catalog), unit -> {
            Sql sql = unit.sql();
            sql.first(
                            "SELECT sealed FROM hand_overs WHERE code_hash = ? AND catalog = ? AND sealed IS NOT NULL",
                            row -> row.getString(1),
                            known,
                            catalog.value())
                    .ifPresent(found::set);
            return sql.update(
                            "UPDATE hand_overs SET redeemed_by = ?, sealed = NULL WHERE code_hash = ? AND catalog = ?"
                                    + " AND (redeemed_by = ? OR (redeemed_by IS NULL AND expires_at > souk_millis()))",
                            mark,
                            known,
                            catalog.value(),
                            mark)
                    > 0;
        });
        return mine ? Optional.ofNullable(found.get()) : Optional.empty();
    }
}
