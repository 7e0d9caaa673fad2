package org.souk.persistence.internal.connection;

import java.sql.SQLException;

/** Describes in one line why the database cannot be used and, where possible, what to do. */
final class ConnectionErrors {
    private ConnectionErrors() {}

    static String of(Throwable cause, DatabaseUrl url) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SQLException e && e.getSQLState() != null) {
                return isClosed(e, url)
                        ? "its server has no database open; the log and /health/ready of the container that runs it say why"
                        : of(e, e.getSQLState());
            }
        }
        return firstLine(cause);
    }

    /** Derby reports the same state for a wrong password; only this message contains the name of the database. */
    private static boolean isClosed(SQLException e, DatabaseUrl url) {
        return "08004".equals(e.getSQLState())
                && url.dialect() == Dialect.DERBY
                && firstLine(e).contains(" " + url.derby().database() + " ");
    }

    private static String of(SQLException e, String state) {
        return switch (state) {
            case "08004", "28P01", "28000" ->
                "it refuses user or password; set SOUK_DB_USER and SOUK_DB_PASSWORD, or copy"
                        + " etc/org.souk.database.password from the container that runs it";
            default -> firstLine(e) + " (" + state + ")";
        };
    }

    private static String firstLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
