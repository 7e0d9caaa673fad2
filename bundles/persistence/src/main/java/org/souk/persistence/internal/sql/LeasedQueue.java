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
 * Rows that somebody should look at from {@code due_at} on. Whoever takes one puts that off: so nobody else gets it for a while, and
 * somebody does if its taker dies.
 *
 * Nobody puts one off for longer than {@link #LONGEST}: what is due later was put off by a clock that has been set back since.
 *
 * A container that is frozen while it writes such a row holds up those who look for its catalog's on Derby, and nobody else.
 *
 * @param table has {@code catalog} and {@code due_at}, and an index of both named after it
 * @param key its primary key
 */
public record LeasedQueue(String table, String key) {
    /** The longest that one may be put off. */
    public static final Duration LONGEST = Duration.ofMinutes(15);

    private static final String DUE = "due_at <= souk_millis()";
    private static final String ASTRAY = "due_at > souk_millis() + " + LONGEST.toMillis();

    /**
     * Whose rows are due. In no order: who goes through them may be held up at one, and comes to the others the next time. Two ranges of
     * one index: a database that is asked for either at once may look at all rows.
     */
    public Set<CatalogId> catalogs(Sql sql) throws SQLException {
        sql.glance();
        String from = "SELECT catalog FROM " + table + " WHERE ";
        List<CatalogId> due = sql.all(from + DUE + " UNION " + from + ASTRAY, row -> new CatalogId(row.getString(1)));
        Collections.shuffle(due);
        return new LinkedHashSet<>(due);
    }

    /** Takes some, the longest due first; their keys. */
    public List<String> take(Sql sql, CatalogId catalog, int limit, Duration lease) throws SQLException {
        List<String> taken = take(sql, catalog, limit, lease, DUE);
        return taken.isEmpty() ? take(sql, catalog, limit, lease, ASTRAY) : taken;
    }

    /** Derby looks at a small table as a whole unless it is told which index to take; to PostgreSQL that is a comment. */
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
