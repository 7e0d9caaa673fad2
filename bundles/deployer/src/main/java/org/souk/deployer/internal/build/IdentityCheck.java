package org.souk.deployer.internal.build;

import org.souk.common.text.TextNormalizer;
import org.souk.deployer.internal.archive.StagedCatalog;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.CatalogReader.Reading;

/** Checks that the id of a catalog agrees with its file name and manifest, and that it may bring Java. */
final class IdentityCheck {
    static final String JAVA_DENIED = "it brings Java, which this container does not allow (SOUK_CATALOG_JAVA);"
            + " remove the classes or ask its operator";

    private static final String HEADER = "Souk-Catalog";

    private IdentityCheck() {}

    static void check(Source source, StagedCatalog staged, Reading reading, boolean javaAllowed, Problems problems) {
        String inside = reading.idOrNull() == null ? "" : reading.idOrNull().value();
        source.promisedId()
                .filter(name -> !inside.isEmpty() && !name.equals(inside))
                .ifPresent(name -> problems.error(
                        source.key(),
                        0,
                        "the file is named for '" + name + "', and catalog.yaml says 'id: " + inside
                                + "'; rename the file, or write 'id: " + name + "'"));
        String header = TextNormalizer.clean(staged.manifest().getOrDefault(HEADER, ""));
        if (source.jar() && header.isEmpty()) {
            problems.error(
                    source.key(),
                    0,
                    "the manifest has no '" + HEADER
                            + ": <id>' any more; add it, or remove the file if it is no catalog");
        } else if (!header.isEmpty() && !inside.isEmpty() && !header.equals(inside)) {
            problems.error(
                    "META-INF/MANIFEST.MF",
                    0,
                    "it says '" + HEADER + ": " + header + "', and catalog.yaml 'id: " + inside
                            + "'; write the same id in both");
        }
        if (staged.java() && !source.jar()) {
            problems.warning(
                    source.key(),
                    0,
                    "it brings Java classes, which do not run; pack them as a jar whose manifest has '" + HEADER
                            + ": <id>', or remove them");
        } else if (staged.java() && !javaAllowed) {
            problems.error(source.key(), 0, JAVA_DENIED);
        }
        if (staged.manifest().containsKey("Fragment-Host")) {
            problems.error(
                    source.key(), 0, "it is a fragment of another bundle; remove Fragment-Host from its manifest");
        }
    }
}
