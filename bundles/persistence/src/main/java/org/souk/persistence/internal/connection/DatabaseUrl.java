package org.souk.persistence.internal.connection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JDBC URL of the shared database.
 *
 * @param dialect the database product
 * @param value the URL itself, which may contain secrets
 */
record DatabaseUrl(Dialect dialect, String value) {
    private static final Pattern DERBY = Pattern.compile(
            "jdbc:derby://(?<host>\\[[^\\]]+]|[^:/;]+)(:(?<port>\\d{1,5}))?/(?<name>[^;]+)(;(?<more>.*))?");

    record DerbyParts(String host, int port, String database, String attributes) {}

    /**
     * Parses a URL; an empty one stands for the Derby server at that host and port.
     *
     * @throws IllegalArgumentException if it is neither a Derby nor a PostgreSQL URL
     */
    static DatabaseUrl of(String url, String host, int port) {
        String text = url.strip();
        if (text.isEmpty()) {
            return new DatabaseUrl(Dialect.DERBY, "jdbc:derby://" + reachable(host) + ":" + port + "/souk");
        }
        if (DERBY.matcher(text).matches()) {
            return new DatabaseUrl(Dialect.DERBY, text);
        }
        if (text.startsWith("jdbc:postgresql:")) {
            return new DatabaseUrl(Dialect.POSTGRES, text);
        }
        throw new IllegalArgumentException(
                "SOUK_DB_URL must be like jdbc:derby://host:1527/souk or jdbc:postgresql://host:5432/souk");
    }

    /** The host by which clients reach the server: loopback for one that listens on all addresses. */
    private static String reachable(String host) {
        return switch (host) {
            case "", "0.0.0.0", "::", "[::]" -> "127.0.0.1";
            default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
    }

    DerbyParts derby() {
        Matcher parts = DERBY.matcher(value);
        if (!parts.matches()) {
            throw new IllegalStateException(shown() + " is not a Derby URL");
        }
        String port = parts.group("port");
        String more = parts.group("more");
        String host = parts.group("host").replace("[", "").replace("]", "");
        return new DerbyParts(
                host, port == null ? 1527 : Integer.parseInt(port), parts.group("name"), more == null ? "" : more);
    }

    /** The URL without user, password and parameters, for messages. */
    String shown() {
        return value.replaceFirst("[?;].*$", "").replaceFirst("//[^/@]*@", "//");
    }

    @Override
    public String toString() {
        return shown();
    }
}
