package org.souk.sbom;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * The committed list of known vulnerabilities: a CSV with the columns id, artifact, introduced, fixed, accepted. Lines that start with
 * {@code #} are comments.
 */
final class KnownVulnerabilities {
    private final List<Entry> entries;

    private KnownVulnerabilities(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads the list.
     *
     * @throws IllegalArgumentException if an entry has no id, or an artifact that is not {@code group:name}
     */
    static KnownVulnerabilities parse(String csv) {
        List<Entry> entries = new ArrayList<>();
        CsvReader.builder()
                .commentStrategy(de.siegmar.fastcsv.reader.CommentStrategy.SKIP)
                .ofNamedCsvRecord(csv)
                .forEach(row -> entries.add(Entry.read(row)));
        return new KnownVulnerabilities(entries);
    }

    /** Says what the build must fail for, one sentence each: affected versions that nobody accepted, and acceptances that nothing needs. */
    List<String> violations(List<Artifact> artifacts) {
        List<String> violations = new ArrayList<>();
        for (Entry entry : entries) {
            List<Artifact> affected = artifacts.stream().filter(entry::affects).toList();
            if (entry.accepted.isEmpty()) {
                affected.forEach(artifact -> violations.add(artifact + " (" + artifact.location() + ") has " + entry.id
                        + (entry.fixed.isEmpty() ? "; no version is fixed" : "; fixed in " + entry.fixed)));
            } else if (affected.isEmpty()) {
                violations.add(entry.id + " is accepted for " + entry.group + ":" + entry.name
                        + ", but no affected version is left; delete the reason");
            }
        }
        return List.copyOf(violations);
    }

    /**
     * One vulnerability of one artifact.
     *
     * @param name the artifact id; one that ends with {@code *} stands for all that start so
     * @param introduced the first affected version, or empty for all before the fixed one
     * @param fixed the first version that is not affected, or empty if there is none
     * @param accepted why the distribution may hold an affected version, or empty
     */
    private record Entry(String id, String group, String name, String introduced, String fixed, String accepted) {
        static Entry read(NamedCsvRecord row) {
            String id = row.getField("id").strip();
            String[] artifact = row.getField("artifact").strip().split(":", -1);
            if (id.isEmpty() || artifact.length != 2) {
                throw new IllegalArgumentException(
                        "line " + row.getStartingLineNumber() + ": an id and group:artifact are needed");
            }
            return new Entry(
                    id,
                    artifact[0],
                    artifact[1],
                    row.getField("introduced").strip(),
                    row.getField("fixed").strip(),
                    row.getField("accepted").strip());
        }

        boolean affects(Artifact artifact) {
            boolean named = name.endsWith("*")
                    ? artifact.name().startsWith(name.substring(0, name.length() - 1))
                    : artifact.name().equals(name);
            if (!named || !artifact.group().equals(group)) {
                return false;
            }
            ComparableVersion version = new ComparableVersion(artifact.version());
            return (introduced.isEmpty() || version.compareTo(new ComparableVersion(introduced)) >= 0)
                    && (fixed.isEmpty() || version.compareTo(new ComparableVersion(fixed)) < 0);
        }
    }
}
