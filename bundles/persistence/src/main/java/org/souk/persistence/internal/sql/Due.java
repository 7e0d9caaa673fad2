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

    private static final String DUE = "due_at <= souk_millis()";
    private static final String ASTRAY = "due_at > souk_millis() + " + LONGEST.toMillis();

    /** Whose rows are due. Two ranges of one index: a database that is asked for either at once may look at all rows. */
    public Set<CatalogId> catalogs(Sql sql) throws SQLException {
        String from = "SELECT catalog FROM " + table + " WHERE ";
        return new TreeSet<>(sql.all(from + DUE + " UNION " + from + ASTRAY, row -> new CatalogId(row.getString(1))));
    }

    /** Takes some, the longest due first; their keys. */
    public List<String> take(Sql sql, CatalogId catalog, int limit, Duration lease) throws SQLException {
        List<String> taken = take(sql, catalog, limit, lease, DUE);
        return taken.isEmpty() ? take(sql, catalog, limit, lease, ASTRAY) : taken;
    }

    private List<String> take(Sql sql, CatalogId catalog, int limit, Duration lease, String when) throws SQLException {
        List<String> due = sql.all(
                "SELECT " + key + " FROM " + table + " WHERE catalog = ? AND " + when + " ORDER BY due_at"
                        + " FETCH FIRST " + limit + " ROWS ONLY",
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
