package org.souk.deployer.internal.build;

import java.nio.file.Path;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.deployer.internal.live.GenerationFolder;
import org.souk.deployer.internal.state.CatalogStateStore;

/**
 * A version that was read and has its own folder, but is not prepared yet.
 *
 * @param archive SHA-256 of the archive that it came in
 */
record Candidate(Catalog catalog, CatalogFiles files, GenerationFolder folder, String archive) {
    /** Where contributors keep what they prepare. */
    Path contributions() {
        return CatalogStateStore.parts(folder.path());
    }
}
