package org.souk.api.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What operators see and do of catalogs, for the shell and the admin alike. */
@ProviderType
public interface Catalogs {
    /** Everything that is live, parked or refused, sorted by id. */
    List<CatalogStatus> list();

    /** One of them. */
    Optional<CatalogStatus> find(CatalogId id);

    /**
     * Reads and checks a folder, zip or jar as a drop would, without deploying it.
     *
     * @throws IllegalArgumentException if there is no such file or folder
     */
    CheckReport check(Path path);

    /** Whether every catalog that lay in the deploy folder at start has been settled: live, parked or refused. */
    boolean settled();

    /**
     * What a check found.
     *
     * @param id the catalog's id, if it could be read, else empty
     * @param products how many can be sold
     * @param problems errors first
     */
    record CheckReport(String id, String version, int products, int variants, List<Problem> problems) {
        /** Takes a copy. */
        public CheckReport {
            problems = List.copyOf(problems);
        }

        /** Whether it would go live. */
        public boolean passed() {
            return problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
        }
    }
}
