package org.souk.deployer.internal.live;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.state.CatalogState;
import org.souk.deployer.internal.state.Version;

/**
 * A catalog that is live, or stopped with its bundle.
 *
 * @param state as it was written last
 * @param generation the record counts as one use of it
 * @param snapshotOrNull serves the requests; null while the bundle is stopped
 * @param problems warnings of the version
 * @param kept folders of the versions that the state keeps; the record counts as one use of each
 */
public record LiveRecord(
        CatalogState state,
        Generation generation,
        @Nullable Snapshot snapshotOrNull,
        List<Problem> problems,
        List<GenerationFolder> kept) {
    public LiveRecord {
        kept = List.copyOf(kept);
    }

    public CatalogId id() {
        return state.id();
    }

    /** The folder of a version that the state keeps. */
    public GenerationFolder folder(Version version) {
        return kept.stream()
                .filter(folder -> folder.name().equals(version.generation()))
                .findFirst()
                .orElseThrow();
    }

    public LiveRecord with(CatalogState next) {
        return new LiveRecord(next, generation, snapshotOrNull, problems, kept);
    }

    public LiveRecord with(CatalogState next, @Nullable Snapshot snapshot) {
        return new LiveRecord(next, generation, snapshot, problems, kept);
    }
}
