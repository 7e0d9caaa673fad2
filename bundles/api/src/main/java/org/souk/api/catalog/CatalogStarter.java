package org.souk.api.catalog;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Creates new catalogs from a template. */
@ProviderType
public interface CatalogStarter {
    /**
     * Creates the folder {@code <id>.catalog} in an existing folder: a small shop that passes {@link Catalogs#check} without a problem and
     * can be moved to the deploy folder as it is. The folder appears complete or not at all; existing files are never changed.
     */
    Outcome write(NewCatalog beginning, Path folder);

    /**
     * The values for the new catalog. An empty value gets a default: a name made from the id, the host {@code <id>.localhost}, EUR, {@code
     * en}.
     *
     * @param name the shop's name, one line
     * @param hosts entries as in {@code catalog.yaml}
     * @param currency ISO 4217 code of all prices
     * @param locale BCP 47 tag; the generated texts are English in any case
     */
    record NewCatalog(CatalogId id, String name, List<String> hosts, String currency, String locale) {
        public NewCatalog {
            hosts = List.copyOf(hosts);
        }
    }

    /** The result of {@link #write}. */
    sealed interface Outcome {
        /** The catalog was created; the path of its folder is absolute. */
        record Written(Path folder) implements Outcome {}

        /** Nothing was written. The reason is one line: what is wrong, and what to do. */
        record Refused(String reason) implements Outcome {}
    }
}
