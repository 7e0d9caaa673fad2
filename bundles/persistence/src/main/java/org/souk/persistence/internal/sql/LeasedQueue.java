package org.souk.persistence.internal.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.souk.api.catalog.CatalogId;

/**
 * A queue of rows that are due from {@code due_at} on. Taking a row sets that time to the end of a lease. Until then no other container
 * gets the row; if the container that took it crashes, another one gets it afterwards.
 *
 * No lease is longer than {@link #MAX_LEASE}. If a row is due later than that, the clock of the database has been set back since it was
 * leased; such a row counts as due.
 *
 * On Derby, a container that freezes while it writes such a row blocks only queries for rows of the same catalog.
 *
 * @param table with the columns {@code catalog} and {@code due_at}, and an index of both named after the table
 * @param key primary key
 */
public record LeasedQueue(String table, String key) {
    public static final Duration MAX_LEASE = Duration.ofMinutes(15);

    private static final String DUE = "due_at <= souk_millis()";
    private static final String TOO_FAR_AHEAD = "due_at > souk_millis() + " + MAX_LEASE.toMillis();

    /**
     * The catalogs that have due rows. The order is random: a caller that is blocked at one catalog reaches the others the next time. The
     * two conditions are separate queries, because a database that is asked for both at once may scan the table.
     */
    public Set<CatalogId> catalogs(Sql sql) throws SQLException {
        sql.readUncommitted();
        String from = "SELECT catalog FROM " + table + " WHERE ";
        List<CatalogId> due =
                sql.all(from + DUE + " UNION " + from + TOO_FAR_AHEAD, row -> new CatalogId(row.getString(1)));
        Collections.shuffle(due);
        return new LinkedHashSet<>(due);
    }

    /** Leases rows, the longest due first, and returns their keys. */
    public List<String> take(Sql sql, CatalogId catalog, int limit, Duration lease) throws SQLException {
        List<String> taken = take(sql, catalog, limit, lease, DUE);
        return taken.isEmpty() ? take(sql, catalog, limit, lease, TOO_FAR_AHEAD) : taken;
    }

    /** Leases rows. Without the hint for the index, Derby scans a small table; PostgreSQL reads the hint as a comment. */
    private List<String> take(Sql sql, CatalogId catalog, int limit, Duration lease, String when) throws SQLException {
        List<String> due = sql.all(
                "SELECT " + key + " FROM " + table + " --DERBY-PROPERTIES index=" + table + "_of_catalog\n"
                        + " WHERE catalog = ? AND " + when + " ORDER BY due_at FETCH FIRST " + limit + " ROWS ONLY",
                row -> row.getString(1),
                catalog.value());
        List<String> taken = new ArrayList<>();
        for (String row : due) {
            int met = sql.update(
                    "UPDATE " + table + " SET due_at = souk_millis() + ? WHERE " + key + " = ? AND " + when,
                    lease.toMillis(),
                    row);
            if (met == 1) {
                taken.add(row);
            }
        }
        return taken;
    }
}
