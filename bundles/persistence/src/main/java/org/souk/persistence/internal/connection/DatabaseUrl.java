package org.souk.persistence.internal.connection;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of the shared database.
 *
 * @param dialect what it speaks
 * @param value as JDBC writes it, with whatever secrets it holds
 */
record DatabaseUrl(Dialect dialect, String value) {
    private static final Pattern DERBY = Pattern.compile(
            "jdbc:derby://(?<host>\\[[^\\]]+]|[^:/;]+)(:(?<port>\\d{1,5}))?/(?<name>[^;]+)(;(?<more>.*))?");

    /** The parts of a Derby address. */
    record DerbyParts(String host, int port, String database, String attributes) {}

    /**
     * Reads an address; an empty one stands for the Derby server at that host and port.
     *
     * @throws IllegalArgumentException if it is neither Derby's nor PostgreSQL's
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

    /** A server that listens on every address is reached on this one. */
    private static String reachable(String host) {
        return switch (host) {
            case "", "0.0.0.0", "::", "[::]" -> "127.0.0.1";
            default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
    }

    DerbyParts derby() {
        Matcher parts = DERBY.matcher(value);
        if (!parts.matches()) {
            throw new IllegalStateException(shown() + " is not Derby's");
        }
        String port = parts.group("port");
        String more = parts.group("more");
        String host = parts.group("host").replace("[", "").replace("]", "");
        return new DerbyParts(
                host, port == null ? 1527 : Integer.parseInt(port), parts.group("name"), more == null ? "" : more);
    }

    /** Without user, password and whatever else may be secret. */
    String shown() {
        return value.replaceFirst("[?;].*$", "").replaceFirst("//[^/@]*@", "//");
    }

    @Override
    public String toString() {
        return shown();
    }
}
