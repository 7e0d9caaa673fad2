package org.souk.deployer.internal.life;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Problem;

/**
 * A catalog that was published and has not gone since.
 *
 * @param entry as it stands in the journal
 * @param generation holds one use of it
 * @param snapshotOrNull what is served; null while its bundle is stopped
 * @param problems warnings of that version
 * @param kept folders of the versions before it that the entry names; holds one use of each
 */
record LiveRecord(
        CatalogState entry,
        Generation generation,
        @Nullable Snapshot snapshotOrNull,
        List<Problem> problems,
        List<GenerationFolder> kept) {
    LiveRecord {
        kept = List.copyOf(kept);
    }

    CatalogId id() {
        return entry.id();
    }

    LiveRecord with(CatalogState next) {
        return new LiveRecord(next, generation, snapshotOrNull, problems, kept);
    }

    LiveRecord with(CatalogState next, @Nullable Snapshot snapshot) {
        return new LiveRecord(next, generation, snapshot, problems, kept);
    }
}
