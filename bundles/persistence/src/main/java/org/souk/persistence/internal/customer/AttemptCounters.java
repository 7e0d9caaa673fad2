package org.souk.persistence.internal.customer;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.souk.persistence.internal.sql.ColumnLimits;
import org.souk.persistence.internal.sql.Sql;

/**
 * Counts sign-in attempts, so that nobody can try many passwords. Each counter is for the digest of an account or of an IP address (its
 * subject), and expires by the clock of the database. A transaction locks several in the order of their subjects, so that two never
 * deadlock.
 */
final class AttemptCounters {
    private final Sql sql;

    AttemptCounters(Sql sql) {
        this.sql = sql;
    }

    /**
     * Counts one attempt for each subject. If a limit is reached, returns how long to wait, and the caller must roll back.
     *
     * @param bounds largest number of attempts, by subject
     * @param window how long attempts count, from the first one
     */
    Optional<Duration> count(Map<String, Integer> bounds, Duration window) throws SQLException {
        for (Map.Entry<String, Integer> bound : new TreeMap<>(bounds).entrySet()) {
            String subject = ColumnLimits.exactly("subject", bound.getKey(), 64);
            int limit = bound.getValue();
            // a row that another container inserts between the first two statements is counted by the third
            if (!increment(subject, limit) && !begin(subject, window) && !increment(subject, limit)) {
                return Optional.of(remaining(subject));
            }
        }
        return Optional.empty();
    }

    private boolean increment(String subject, int limit) throws SQLException {
        return sql.update(
                        "UPDATE sign_in_attempts SET tries = tries + 1"
                                + " WHERE subject = ? AND counts_until > souk_millis() AND tries < ?",
                        subject,
                        limit)
                > 0;
    }

    /** Starts a new count unless one is running. */
    private boolean begin(String subject, Duration window) throws SQLException {
        int restarted = sql.update(
                "UPDATE sign_in_attempts SET tries = 1, counts_until = souk_millis() + ?"
                        + " WHERE subject = ? AND counts_until <= souk_millis()",
                window.toMillis(),
                subject);
        if (restarted > 0) {
            return true;
        }
        if (sql.exists("SELECT 1 FROM sign_in_attempts WHERE subject = ?", subject)) {
            return false;
        }
        // if two transactions insert the row, one fails and runs again
        sql.update(
                "INSERT INTO sign_in_attempts (subject, tries, counts_until) VALUES (?, 1, souk_millis() + ?)",
                subject,
                window.toMillis());
        return true;
    }

    private Duration remaining(String subject) throws SQLException {
        long millis = sql.first(
                        "SELECT counts_until - souk_millis() FROM sign_in_attempts WHERE subject = ?",
                        row -> row.getLong(1),
                        subject)
                .orElse(0L);
        return Duration.ofMillis(Math.max(1, millis));
    }

    void decrement(String subject) throws SQLException {
        sql.update("UPDATE sign_in_attempts SET tries = tries - 1 WHERE subject = ? AND tries > 0", subject);
    }
}
