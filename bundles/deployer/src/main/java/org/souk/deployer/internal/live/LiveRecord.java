package org.souk.deployer.internal.live;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Problem;
import org.souk.deployer.internal.state.CatalogState;

/**
 * A catalog that was published and has not gone since.
 *
 * @param state as it stands in the store
 * @param generation holds one use of it
 * @param snapshotOrNull what is served; null while its bundle is stopped
 * @param problems warnings of that version
 * @param kept folders of the versions before it that the state names; holds one use of each
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

    public LiveRecord with(CatalogState next) {
        return new LiveRecord(next, generation, snapshotOrNull, problems, kept);
    }

    public LiveRecord with(CatalogState next, @Nullable Snapshot snapshot) {
        return new LiveRecord(next, generation, snapshot, problems, kept);
    }
}
