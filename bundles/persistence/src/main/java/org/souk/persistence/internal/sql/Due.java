package org.souk.persistence.internal.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.souk.api.catalog.CatalogId;

/**
 * Rows that somebody should look at from {@code due_at} on. Whoever takes one puts that off: so nobody else gets it for a while, and
 * somebody does if its taker dies.
 *
 * Nobody puts one off for longer than {@link #LONGEST}: what is due later was put off by a clock that has been set back since.
 *
 * @param table has {@code catalog} and {@code due_at}
 * @param key its primary key
 */
public record Due(String table, String key) {
    /** The longest that one may be put off. */
    public static final Duration LONGEST = Duration.ofMinutes(15);

    /** Whether a row is due. */
    public static final String NOW = "(due_at <= souk_millis() OR due_at > souk_millis() + " + LONGEST.toMillis() + ")";

    /** Whose rows are due. */
    public Set<CatalogId> catalogs(Sql sql) throws SQLException {
        return new TreeSet<>(sql.all(
                "SELECT DISTINCT catalog FROM " + table + " WHERE " + NOW, row -> new CatalogId(row.getString(1))));
    }

    /** Takes some, the longest due first; their keys. */
    public List<String> take(Sql sql, CatalogId catalog, int limit, Duration lease) throws SQLException {
        List<String> due = sql.all(
                "SELECT " + key + " FROM " + table + " WHERE catalog = ? AND " + NOW + " ORDER BY due_at"
                        + " FETCH FIRST " + limit + " ROWS ONLY",
                row -> row.getString(1),
                catalog.value());
        List<String> taken = new ArrayList<>();
        for (String row : due) {
            int met = sql.update(
                    "UPDATE " + table + " SET due_at = souk_millis() + ? WHERE " + key + " = ? AND " + NOW,
                    lease.toMillis(),
                    row);
            if (met == 1) {
                taken.add(row);
            }
        }
        return taken;
    }
}
