package org.souk.api.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.host.HostPattern;

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

    /**
     * Parks a catalog: it answers 503 in its look, keeps its hosts and carts, and stays parked over updates and restarts until it is
     * resumed. This and what follows waits until what is being done with the catalog is done, for a bounded time.
     */
    CatalogChange park(CatalogId id);

    /** Serves a parked catalog again. */
    CatalogChange resume(CatalogId id);

    /**
     * Goes back to the version before, without a failed request. The archive that was live comes back only when its file changes. Once
     * more goes one version further back.
     */
    CatalogChange rollback(CatalogId id);

    /** Gives a catalog one more host, kept over updates and restarts. */
    CatalogChange addHost(CatalogId id, HostPattern host);

    /** Takes a host from a catalog, kept over updates and restarts. Its last host and the canonical one stay. */
    CatalogChange removeHost(CatalogId id, HostPattern host);

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
