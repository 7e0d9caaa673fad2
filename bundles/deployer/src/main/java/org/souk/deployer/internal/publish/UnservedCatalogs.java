package org.souk.deployer.internal.publish;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.souk.deployer.internal.archive.StagingFolders;
import org.souk.deployer.internal.bundle.Bundles;
import org.souk.deployer.internal.live.CatalogRecords;
import org.souk.deployer.internal.route.ClaimRegistry;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.CatalogStateStore;
import org.souk.deployer.internal.state.Version;

/**
 * Handles catalogs that have a state file but are not served: at startup all of them, later those that cannot be restored or whose bundle
 * was uninstalled. It deletes them when their source is removed or brings a live version.
 */
public final class UnservedCatalogs {
    private final CatalogStateStore store;
    private final CatalogRecords records;
    private final ClaimRegistry claims;
    private final Bundles bundles;

    public UnservedCatalogs(CatalogStateStore store, CatalogRecords records, ClaimRegistry claims, Bundles bundles) {
        this.store = store;
        this.records = records;
        this.claims = claims;
        this.bundles = bundles;
    }

    /**
     * Reads the states of all catalogs at startup. Deletes the folders and bundles of unfinished deployments, and reserves the hosts of
     * all catalogs but withdrawn ones, before a new catalog can claim one.
     *
     * @throws IOException if the states cannot be read
     */
    public List<CatalogState> readAll() throws IOException {
        List<CatalogState> states = newestOfEachSource(store.read());
        bundles.sweep(states.stream().map(state -> state.bundle().location()).collect(Collectors.toSet()));
        for (CatalogState state : states) {
            if (state.state() != CatalogState.State.WITHDRAWN) {
                claims.restore(state.id(), state.source(), state.hosts());
            }
        }
        return states;
    }

    /** If a file changed its id just before the process ended, a state for each id may exist. Only the newest counts. */
    private List<CatalogState> newestOfEachSource(List<CatalogState> all) {
        Map<String, CatalogState> newest = new LinkedHashMap<>();
        all.stream()
                .sorted(Comparator.comparing(CatalogState::since).reversed())
                .forEach(state -> {
                    if (newest.putIfAbsent(state.source(), state) != null) {
                        forget(state);
                    }
                });
        return List.copyOf(newest.values());
    }

    /**
     * Deletes the unserved catalog of a source, once the state of the source's next version is written.
     *
     * @return whether a host became free
     */
    boolean replace(CatalogState next) {
        CatalogState unserved = records.removeUnserved(next.source());
        if (unserved == null) {
            return false;
        }
        if (unserved.id().equals(next.id())) {
            clear(unserved, next);
            return false;
        }
        forget(unserved);
        return true;
    }

    /** Deletes the state and bundle of an unserved catalog whose source was removed. */
    void sourceGone(String source) {
        CatalogState unserved = records.removeUnserved(source);
        if (unserved != null) {
            forget(unserved);
        }
    }

    /** Deletes the bundle and folders of a catalog, and its state file and claims unless another source has or claims the same id now. */
    public void forget(CatalogState unserved) {
        boolean taken = records.byId(unserved.id()) != null || claims.taken(unserved.id(), unserved.source());
        if (!taken) {
            store.forget(unserved.id());
            claims.release(unserved.id());
        }
        clear(unserved, null);
        if (!taken) {
            store.tidy(unserved.id());
        }
    }

    private void clear(CatalogState unserved, @Nullable CatalogState nextOrNull) {
        String location = unserved.bundle().location();
        if (nextOrNull == null || !location.equals(nextOrNull.bundle().location())) {
            bundles.remove(location);
        }
        Stream.concat(Stream.of(unserved.live()), unserved.kept().stream())
                .map(Version::generation)
                .filter(name -> !name.isEmpty() && (nextOrNull == null || !nextOrNull.hasGeneration(name)))
                .forEach(name -> StagingFolders.delete(store.folder(unserved.id(), name)));
    }
}
