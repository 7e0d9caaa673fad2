package org.souk.persistence.internal.customer;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.Sql;

/** Counters of attempts that end by the database's clock. Locked in the order of their subjects. */
final class AttemptCounters {
    private final Sql sql;

    AttemptCounters(Sql sql) {
        this.sql = sql;
    }

    /** Counts one for each; how long it takes until there is one left again, then the caller undoes what was counted. */
    Optional<Duration> count(Map<String, Integer> bounds, Duration window) throws SQLException {
        for (Map.Entry<String, Integer> bound : new TreeMap<>(bounds).entrySet()) {
            String subject = ColumnLimits.exactly("subject", bound.getKey(), 64);
            int most = bound.getValue();
            // a row that another container inserts between the first two statements is counted by the third
            if (!step(subject, most) && !begin(subject, window) && !step(subject, most)) {
                return Optional.of(left(subject));
            }
        }
        return Optional.empty();
    }

    private boolean step(String subject, int most) throws SQLException {
        return sql.update(
                        "UPDATE sign_in_attempts SET tries = tries + 1"
                                + " WHERE subject = ? AND counts_until > souk_millis() AND tries < ?",
                        subject,
                        most)
                > 0;
    }

    /** Begins a new count, unless one is under way. */
    private boolean begin(String subject, Duration window) throws SQLException {
        int over = sql.update(
                "UPDATE sign_in_attempts SET tries = 1, counts_until = souk_millis() + ?"
                        + " WHERE subject = ? AND counts_until <= souk_millis()",
                window.toMillis(),
                subject);
        if (over > 0) {
            return true;
        }
        if (sql.first("SELECT 1 FROM sign_in_attempts WHERE subject = ?", row -> true, subject)
                .isPresent()) {
            return false;
        }
        // two that make it at once meet at its key, and one counts again
        sql.update(
                "INSERT INTO sign_in_attempts (subject, tries, counts_until) VALUES (?, 1, souk_millis() + ?)",
                subject,
                window.toMillis());
        return true;
    }

    private Duration left(String subject) throws SQLException {
        long millis = sql.first(
                        "SELECT counts_until - souk_millis() FROM sign_in_attempts WHERE subject = ?",
                        row -> row.getLong(1),
                        subject)
                .orElse(0L);
        return Duration.ofMillis(Math.max(1, millis));
    }

    void uncountAttempts(String subject) throws SQLException {
        sql.update("UPDATE sign_in_attempts SET tries = tries - 1 WHERE subject = ? AND tries > 0", subject);
    }
}
