package org.souk.deployer.internal.state;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.souk.api.catalog.CatalogFiles;

/**
 * A version of a catalog in its state file, with everything that is needed to serve it again.
 *
 * @param generation name of its folder; may be empty
 * @param digest SHA-256 of its files
 * @param archive SHA-256 of the archive it came in; that of its files if there was none
 * @param name the version that operators see
 * @param since when it went live
 * @param hosts the catalog's own
 * @param extent number of files and their bytes; empty if it was not recorded
 * @param java whether it brings Java that runs
 */
public record Version(
        String generation,
        String digest,
        String archive,
        String name,
        Instant since,
        List<String> hosts,
        String extent,
        boolean java,
        Mark mark) {
    public enum Mark {
        /** It is live, or was until a newer version replaced it. */
        NONE,
        /** An operator rolled back from it. */
        ASIDE,
        /** It could not be restored at a start. The next start tries it again. */
        FAILED
    }

    public Version {
        hosts = List.copyOf(hosts);
    }

    public static String extent(CatalogFiles files) {
        List<String> names = files.list("");
        return names.size() + " " + names.stream().mapToLong(files::size).sum();
    }

    Version at(Instant when) {
        return new Version(generation, digest, archive, name, when, hosts, extent, java, Mark.NONE);
    }

    Version marked(Mark next) {
        return new Version(generation, digest, archive, name, since, hosts, extent, java, next);
    }

    void to(Properties values, String prefix) {
        values.setProperty(prefix + "generation", generation);
        values.setProperty(prefix + "digest", digest);
        values.setProperty(prefix + "archive", archive);
        values.setProperty(prefix + "version", name);
        values.setProperty(prefix + "published", since.toString());
        values.setProperty(prefix + "hosts", String.join(" ", hosts));
        values.setProperty(prefix + "extent", extent);
        values.setProperty(prefix + "java", Boolean.toString(java));
        values.setProperty(prefix + "aside", Boolean.toString(mark == Mark.ASIDE));
        values.setProperty(prefix + "failed", Boolean.toString(mark == Mark.FAILED));
    }

    /**
     * @param otherwise when it went live, if that was not recorded
     * @throws IllegalArgumentException if a value is missing or invalid
     */
    static Version of(Properties values, String prefix, Instant otherwise) {
        String published = values.getProperty(prefix + "published");
        return new Version(
                get(values, prefix + "generation"),
                get(values, prefix + "digest"),
                get(values, prefix + "archive"),
                get(values, prefix + "version"),
                published == null ? otherwise : instant(published),
                words(get(values, prefix + "hosts")),
                values.getProperty(prefix + "extent", ""),
                // older state files do not record it, so the version may bring Java
                !"false".equals(values.getProperty(prefix + "java")),
                "true".equals(values.getProperty(prefix + "failed"))
                        ? Mark.FAILED
                        : "true".equals(values.getProperty(prefix + "aside")) ? Mark.ASIDE : Mark.NONE);
    }

    static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time", e);
        }
    }

    static String get(Properties values, String key) {
        String value = values.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value;
    }
}
