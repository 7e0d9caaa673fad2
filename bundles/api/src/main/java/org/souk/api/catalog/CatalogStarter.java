package org.souk.api.catalog;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Writes new catalogs to start from, for the shell and the admin alike. */
@ProviderType
public interface CatalogStarter {
    /**
     * Writes the folder {@code <id>.catalog} into another one: a small shop that passes {@link Catalogs#check} without a problem
     * and sells when it is dropped. It is there whole or not at all, and nothing that lies there already is changed.
     *
     * @param folder in which the new folder is made; it must be there
     */
    Outcome write(NewCatalog beginning, Path folder);

    /**
     * What is known of the shop. What is empty is chosen: a name made from the id, the host {@code <id>.localhost}, EUR, and {@code en}.
     *
     * @param name what shoppers read, one line
     * @param hosts as in {@code catalog.yaml}
     * @param currency of ISO 4217, of all prices
     * @param locale of BCP 47; the texts that are written are English whatever it is
     */
    record NewCatalog(CatalogId id, String name, List<String> hosts, String currency, String locale) {
        /** Takes a copy. */
        public NewCatalog {
            hosts = List.copyOf(hosts);
        }
    }

    /** What came of it. */
    sealed interface Outcome {
        /**
         * It is there.
         *
         * @param folder the new one, absolute
         */
        record Written(Path folder) implements Outcome {}

        /**
         * Nothing was written.
         *
         * @param reason what is wrong, and what to do, in one line
         */
        record Refused(String reason) implements Outcome {}
    }
}
