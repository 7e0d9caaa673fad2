package org.souk.deployer.internal.build;

import org.souk.common.text.TextNormalizer;
import org.souk.deployer.internal.archive.StagedCatalog;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.CatalogReader.Reading;

/** Checks that the id of a catalog agrees with its file name and manifest, and that it may bring Java. */
final class IdentityCheck {
    static final String JAVA_DENIED = "it brings Java, which this container does not allow (SOUK_CATALOG_JAVA=deny);"
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
                                + "'; rename one of them"));
        String header = TextNormalizer.clean(staged.manifest().getOrDefault(HEADER, ""));
        if (source.jar() && header.isEmpty()) {
            problems.error(
                    source.key(),
                    0,
                    "the manifest has no '" + HEADER + ": <id>' any more; add it, or name the file anew");
        } else if (!header.isEmpty() && !inside.isEmpty() && !header.equals(inside)) {
            problems.error(
                    "META-INF/MANIFEST.MF",
                    0,
                    "it says '" + HEADER + ": " + header + "', and catalog.yaml 'id: " + inside
                            + "'; make them the same");
        }
        if (staged.java() && !source.jar()) {
            problems.warning(
                    source.key(), 0, "it brings Java classes, which only run from a jar with '" + HEADER + ": <id>'");
        } else if (staged.java() && !javaAllowed) {
            problems.error(source.key(), 0, JAVA_DENIED);
        }
        if (staged.manifest().containsKey("Fragment-Host")) {
            problems.error(
                    source.key(), 0, "it is a fragment of another bundle; remove Fragment-Host from its manifest");
        }
    }
}
