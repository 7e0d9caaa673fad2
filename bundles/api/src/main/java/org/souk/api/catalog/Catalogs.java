package org.souk.api.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.host.HostPattern;

/** Administers the catalogs of this container, for the shell and the admin API. */
@ProviderType
public interface Catalogs {
    /** Lists all catalogs, live or not, sorted by id. */
    List<CatalogStatus> list();

    /** Finds a catalog, live or not, by its id; empty if there is none. */
    Optional<CatalogStatus> find(CatalogId id);

    /**
     * Checks a folder, zip or jar exactly as a deployment would, without deploying it.
     *
     * @throws IllegalArgumentException if the path does not exist
     */
    CheckReport check(Path path);

    /**
     * Parks a catalog: it answers 503 in its own design, and keeps its hosts and carts. It stays parked over updates and restarts until
     * {@link #resume}. This and all changes below return {@link CatalogChange.Refused} if there is no such catalog, or if another change to
     * it is still in progress after a bounded wait.
     */
    CatalogChange park(CatalogId id);

    /** Makes a parked catalog live again. */
    CatalogChange resume(CatalogId id);

    /**
     * Makes the version before the live one live again; no request fails meanwhile. The file in the deploy folder, which has the newer
     * version, is ignored until it changes. A second call goes one more version back.
     */
    CatalogChange rollback(CatalogId id);

    /**
     * Publishes an update that was refused because it drops most products. Its file or bundle must not have changed since. The acceptance
     * counts until that changes again; if the update cannot be published yet, for example without disk space, until the container restarts.
     */
    CatalogChange accept(CatalogId id);

    /** Adds a host to a catalog; kept over updates and restarts. */
    CatalogChange addHost(CatalogId id, HostPattern host);

    /** Removes a host from a catalog; kept over updates and restarts. The last host and the canonical host cannot be removed. */
    CatalogChange removeHost(CatalogId id, HostPattern host);

    /** Returns whether the start-up is complete: every catalog that was in the deploy folder then is now live, parked or refused. */
    boolean settled();

    /**
     * The result of {@link #check}.
     *
     * @param id of the catalog; empty if the id could not be read
     * @param products number of products that can be sold
     * @param problems errors first
     */
    record CheckReport(String id, String version, int products, int variants, List<Problem> problems) {
        public CheckReport {
            problems = List.copyOf(problems);
        }

        /** Returns whether the catalog has no errors, and so would go live. */
        public boolean passed() {
            return problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
        }
    }
}
