package org.souk.persistence.internal.housekeeping;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.souk.api.catalog.CatalogId;
import org.souk.api.store.HousekeepingStore;
import org.souk.persistence.internal.cart.SessionMerge;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.Sql;
import org.souk.persistence.internal.transaction.Transactions;

/** Grants the leases of housekeeping, and deletes old rows. */
@Component
public final class SqlHousekeepingStore implements HousekeepingStore {
    private final Transactions transactions;

    @Activate
    public SqlHousekeepingStore(@Reference Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean lease(String work, String holder, Duration time) {
        String name = ColumnLimits.exactly("work", work, 64);
        String who = ColumnLimits.exactly("holder", holder, 255);
        return transactions.repeatable("lease a work", unit -> lease(unit.sql(), name, who, time.toMillis()));
    }

    private static boolean lease(Sql sql, String work, String holder, long millis) throws SQLException {
        int mine = sql.update(
                "UPDATE leases SET holder = ?, held_until = souk_millis() + ?"
                        + " WHERE lease_name = ? AND (holder = ? OR held_until <= souk_millis())",
                holder,
                millis,
                work,
                holder);
        if (mine > 0) {
            return true;
        }
        if (sql.exists("SELECT 1 FROM leases WHERE lease_name = ?", work)) {
            return false;
        }
        // if two containers insert the row, one transaction fails and runs again
        sql.update(
                "INSERT INTO leases (lease_name, holder, held_until) VALUES (?, ?, souk_millis() + ?)",
                work,
                holder,
                millis);
        return true;
    }

    @Override
    public int removeSessions(@Nullable CatalogId catalog, @Nullable Duration idle, int most) {
        List<Object> values = new ArrayList<>();
        String old = "(expires_at <= souk_millis()";
        if (idle != null) {
            old +=
                    " OR (created_at <= souk_millis() - ? AND NOT EXISTS (SELECT 1 FROM carts c WHERE c.catalog = sessions.catalog"
                            + " AND c.session_key = sessions.session_key AND c.changed_at > souk_millis() - ?))";
            values.add(idle.toMillis());
            values.add(idle.toMillis());
        }
        old += ") AND NOT EXISTS (SELECT 1 FROM customer_carts o WHERE o.catalog = sessions.catalog"
                + " AND o.cart_key = sessions.session_key)";
        String where = catalog == null ? old : old + " AND catalog = ?";
        if (catalog != null) {
            values.add(catalog.value());
        }
        return transactions.repeatable("remove sessions", unit -> removeSessions(unit.sql(), where, values, most));
    }

    /**
     * Deletes sessions. It locks them as requests do, in the order of their keys, and reads them again under the lock by a new statement: a
     * session that was renewed meanwhile stays.
     */
    private static int removeSessions(Sql sql, String where, List<Object> values, int most) throws SQLException {
        List<Object[]> found = sql.all(
                "SELECT catalog, session_key FROM sessions WHERE " + where
                        + " ORDER BY catalog, session_key FETCH FIRST " + most + " ROWS ONLY",
                row -> new Object[] {row.getString(1), row.getString(2)},
                values.toArray());
        List<Object[]> gone = new ArrayList<>();
        for (Object[] key : found) {
            sql.update("UPDATE sessions SET created_at = created_at WHERE catalog = ? AND session_key = ?", key);
            List<Object> all = new ArrayList<>(List.of(key));
            all.addAll(values);
            if (sql.exists(
                    "SELECT 1 FROM sessions WHERE catalog = ? AND session_key = ? AND " + where, all.toArray())) {
                gone.add(key);
            }
        }
        for (String delete : SessionMerge.DELETES) {
            sql.updateAll(delete, gone);
        }
        return gone.size();
    }

    @Override
    public int removeSignIns(@Nullable CatalogId catalog, @Nullable Duration idle, int most) {
        List<Object> values = new ArrayList<>();
        String where = "expires_at <= souk_millis()";
        if (idle != null) {
            where = "(" + where + " OR used_at <= souk_millis() - ?)";
            values.add(idle.toMillis());
        }
        if (catalog != null) {
            where += " AND catalog = ?";
            values.add(catalog.value());
        }
        String old = where;
        return transactions.repeatable("remove sessions of customers", unit -> {
            Sql sql = unit.sql();
            List<Object[]> found = sql.all(
                    "SELECT catalog, session_key FROM sign_ins WHERE " + old
                            + " ORDER BY catalog, session_key FETCH FIRST " + most + " ROWS ONLY",
                    row -> new Object[] {row.getString(1), row.getString(2)},
                    values.toArray());
            int removed = 0;
            for (Object[] key : found) {
                List<Object> all = new ArrayList<>(List.of(key));
                all.addAll(values);
                removed += sql.update(
                        "DELETE FROM sign_ins WHERE catalog = ? AND session_key = ? AND " + old, all.toArray());
            }
            return removed;
        });
    }

    @Override
    public int removeAttempts(int most) {
        return transactions.repeatable("forget attempts to sign in", unit -> {
            Sql sql = unit.sql();
            List<Object[]> found = sql.all(
                    "SELECT subject FROM sign_in_attempts WHERE counts_until <= souk_millis() FETCH FIRST " + most
                            + " ROWS ONLY",
                    row -> new Object[] {row.getString(1)});
            int removed = 0;
            for (Object[] subject : found) {
                removed += sql.update(
                        "DELETE FROM sign_in_attempts WHERE subject = ? AND counts_until <= souk_millis()", subject);
            }
            return removed;
        });
    }

    @Override
    public int removeCartKeys(Duration older, int most) {
        return transactions.repeatable("forget cart commands", unit -> {
            Sql sql = unit.sql();
            List<Object[]> keys = sql.all(
                    "SELECT catalog, session_key, request_key FROM idempotency_keys"
                            + " WHERE purpose = 'CART' AND used_at <= souk_millis() - ?"
                            + " FETCH FIRST " + most + " ROWS ONLY",
                    row -> new Object[] {row.getString(1), row.getString(2), row.getString(3)},
                    older.toMillis());
            sql.updateAll(
                    "DELETE FROM idempotency_keys WHERE catalog = ? AND session_key = ? AND request_key = ?", keys);
            return keys.size();
        });
    }

    @Override
    public int removePayments(Duration older, int most) {
        return transactions.repeatable("forget payments", unit -> {
            Sql sql = unit.sql();
            List<Object[]> found = sql.all(
                    "SELECT catalog, session_key, attempt_id FROM payment_attempts WHERE started_at <= souk_millis() - ?"
                            + " AND state IN ('DECLINED', 'CANCELLED', 'REFUNDED')"
                            + " AND order_number IS NULL ORDER BY started_at"
                            + " FETCH FIRST " + most + " ROWS ONLY",
                    row -> new Object[] {row.getString(1), row.getString(2), row.getString(3)},
                    older.toMillis());
            List<Object[]> ids =
                    found.stream().map(row -> new Object[] {row[2]}).toList();
            sql.updateAll(
                    "DELETE FROM idempotency_keys WHERE catalog = ? AND session_key = ? AND attempt_id = ?", found);
            sql.updateAll("DELETE FROM payment_lines WHERE attempt_id = ?", ids);
            sql.updateAll("DELETE FROM payment_attempts WHERE attempt_id = ?", ids);
            return found.size();
        });
    }

    @Override
    public int removeHandOvers(int most) {
        return transactions.repeatable("forget hand-overs", unit -> {
            Sql sql = unit.sql();
            List<Object[]> codes = sql.all(
                    "SELECT code_hash FROM hand_overs WHERE expires_at <= souk_millis() FETCH FIRST " + most
                            + " ROWS ONLY",
                    row -> new Object[] {row.getString(1)});
            sql.updateAll("DELETE FROM hand_overs WHERE code_hash = ?", codes);
            return codes.size();
        });
    }

    @Override
    public int removeNodes(Duration unseen) {
        return transactions.repeatable("forget containers", unit -> unit.sql()
                .update("DELETE FROM nodes WHERE seen_at <= souk_millis() - ?", unseen.toMillis()));
    }
}
