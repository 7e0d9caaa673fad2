package org.souk.deployer.internal.publish;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.souk.deployer.internal.archive.StagingFolders;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.route.ClaimRegistry;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.CatalogStateStore;
import org.souk.deployer.internal.state.Version;

/** Catalogs that have a state but are not served: their bundle was uninstalled, or they cannot be restored. They end with their source. */
public final class OrphanedCatalogs {
    private final CatalogStateStore store;
    private final CatalogRecords records;
    private final ClaimRegistry claims;
    private final Bundles bundles;

    public OrphanedCatalogs(CatalogStateStore store, CatalogRecords records, ClaimRegistry claims, Bundles bundles) {
        this.store = store;
        this.records = records;
        this.claims = claims;
        this.bundles = bundles;
    }

    /**
     * Deletes the unserved catalog of a source, once the state of the source's next version is written.
     *
     * @return whether a host became free
     */
    boolean replace(CatalogState next) {
        CatalogState orphan = records.removeUnserved(next.source());
        if (orphan == null) {
            return false;
        }
        if (orphan.id().equals(next.id())) {
            clear(orphan, next);
            return false;
        }
        forget(orphan);
        return true;
    }

    /** Deletes the state and bundle of an unserved catalog whose source was removed. */
    void sourceGone(String source) {
        CatalogState orphan = records.removeUnserved(source);
        if (orphan != null) {
            forget(orphan);
        }
    }

    /** Deletes a state with its bundle and folders. Its id is kept if another source has or claims it now. */
    public void forget(CatalogState orphan) {
        boolean taken = records.byId(orphan.id()) != null || claims.taken(orphan.id(), orphan.source());
        if (!taken) {
            store.forget(orphan.id());
            claims.release(orphan.id());
        }
        clear(orphan, null);
        if (!taken) {
            store.tidy(orphan.id());
        }
    }

    private void clear(CatalogState orphan, @Nullable CatalogState nextOrNull) {
        if (nextOrNull == null || !orphan.location().equals(nextOrNull.location())) {
            bundles.remove(orphan.location());
        }
        Stream.concat(Stream.of(orphan.live()), orphan.kept().stream())
                .map(Version::generation)
                .filter(name -> !name.isEmpty() && (nextOrNull == null || !nextOrNull.hasGeneration(name)))
                .forEach(name -> StagingFolders.delete(store.folder(orphan.id(), name)));
    }
}
