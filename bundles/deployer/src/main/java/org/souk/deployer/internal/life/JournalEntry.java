package org.souk.deployer.internal.life;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.souk.api.catalog.CatalogId;

/**
 * The state of a catalog as it is written down.
 *
 * @param state what it is
 * @param generation its folder, or empty
 * @param digest SHA-256 of its files
 * @param archive SHA-256 of what was dropped
 * @param version as it was told
 * @param source file name in the deploy folder, or location of the bundle it came in
 * @param stamp of that file when it was read
 * @param location of its own bundle
 * @param since when it came into that state
 * @param hosts what it holds
 * @param java whether its bundle can run Java
 */
record JournalEntry(
        CatalogId id,
        State state,
        String generation,
        String digest,
        String archive,
        String version,
        String source,
        String stamp,
        String location,
        Instant since,
        List<String> hosts,
        boolean java) {
    enum State {
        /** Served. */
        LIVE,
        /** Its bundle was stopped by an operator. */
        STOPPED,
        /** Its bundle was uninstalled by an operator: it stays away until its file changes. */
        WITHDRAWN
    }

    JournalEntry {
        hosts = List.copyOf(hosts);
    }

    JournalEntry in(State next, Instant at) {
        return new JournalEntry(
                id, next, generation, digest, archive, version, source, stamp, location, at, hosts, java);
    }

    JournalEntry stamped(String next) {
        return new JournalEntry(
                id, state, generation, digest, archive, version, source, next, location, since, hosts, java);
    }

    Properties toProperties() {
        Properties values = new Properties();
        values.setProperty("id", id.value());
        values.setProperty("state", state.name().toLowerCase(Locale.ROOT));
        values.setProperty("generation", generation);
        values.setProperty("digest", digest);
        values.setProperty("archive", archive);
        values.setProperty("version", version);
        values.setProperty("source", source);
        values.setProperty("stamp", stamp);
        values.setProperty("location", location);
        values.setProperty("since", since.toString());
        values.setProperty("hosts", String.join(" ", hosts));
        values.setProperty("java", Boolean.toString(java));
        return values;
    }

    /**
     * @throws IllegalArgumentException if something is missing or misshapen
     */
    static JournalEntry of(Properties values) {
        return new JournalEntry(
                new CatalogId(get(values, "id")),
                State.valueOf(get(values, "state").toUpperCase(Locale.ROOT)),
                get(values, "generation"),
                get(values, "digest"),
                get(values, "archive"),
                get(values, "version"),
                get(values, "source"),
                get(values, "stamp"),
                get(values, "location"),
                instant(get(values, "since")),
                Arrays.stream(get(values, "hosts").split(" "))
                        .filter(h -> !h.isEmpty())
                        .toList(),
                // one that does not say it may bring any
                !"false".equals(values.getProperty("java")));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time", e);
        }
    }

    private static String get(Properties values, String key) {
        String value = values.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value;
    }
}
