package org.souk.deployer.internal.watch;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.souk.deployer.internal.archive.EntryName;
import org.souk.deployer.internal.publish.ProblemsFile;

/**
 * Judges names in the deploy folder: which need no notice, which Karaf could install as artifacts, and which are nearly those of catalogs.
 * For the last it suggests the right name.
 */
final class CatalogNameSuggestion {
    /** What browsers and copy programs append while they copy. */
    private static final Pattern TEMPORARY =
            Pattern.compile("\\.(part|partial|filepart|tmp|temp|crdownload|download|upload)$");
    /** What they add to the name of a second copy, in some languages. */
    private static final Pattern COPY = Pattern.compile(
            " *\\(\\d+\\)$| - (copy|kopie|copie|copia)$|[ _-](copy|kopie|copie|copia)( \\d+)?$|^(copy|kopie) (of|von) ");

    private static final Pattern ARCHIVE = Pattern.compile("\\.(zip|rar|7z|tar|tgz|gz|xz|bz2)$");
    private static final Pattern CATALOG = Pattern.compile("(^|[ ._-])catalog(ue)?$");
    /** What Karaf's deployers and FileInstall would install. */
    private static final Pattern ARTIFACT = Pattern.compile("(?i).*\\.(jar|war|kar|xml|cfg|config)");
    /** Files that lie in the folder of a catalog. */
    private static final Set<String> CONTENT =
            Set.of("catalog.yaml", "catalog.yml", "products.csv", "collections.yaml");

    private CatalogNameSuggestion() {}

    /** Whether a file of that name needs no notice: hidden files, leftovers of editors and systems, and problems files. */
    static boolean ignored(String name) {
        return EntryName.ignored(name) || ProblemsFile.isName(name);
    }

    /** Whether Karaf could install a file of that name. */
    static boolean artifact(String name) {
        return ARTIFACT.matcher(name).matches();
    }

    /**
     * The name that was meant, if a name is nearly that of a catalog: {@code bakery.catalog.zip} for {@code Bakery.zip} or {@code
     * bakery.catalog (1).zip}. Its id is {@code <id>} if the name does not tell it.
     *
     * @param folder whether it is a folder
     * @param content whether it is a folder with a {@code catalog.yaml}
     */
    static Optional<String> suggestion(String name, boolean folder, boolean content) {
        String rest = name.strip().toLowerCase(Locale.ROOT);
        if (!folder && CONTENT.contains(rest)) {
            return Optional.of("<id>.catalog/" + rest);
        }
        boolean near = content;
        String before;
        do {
            before = rest;
            rest = TEMPORARY.matcher(rest).replaceFirst("");
            rest = COPY.matcher(rest).replaceFirst("");
            for (Pattern ending : new Pattern[] {ARCHIVE, CATALOG}) {
                Matcher found = ending.matcher(rest);
                if (found.find()) {
                    near = near || !folder || ending.equals(CATALOG);
                    rest = found.replaceFirst("");
                }
            }
        } while (!rest.equals(before));
        if (!near) {
            return Optional.empty();
        }
        String id = rest.replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
        return Optional.of((id.isEmpty() ? "<id>" : id) + (folder ? ".catalog" : ".catalog.zip"));
    }
}
