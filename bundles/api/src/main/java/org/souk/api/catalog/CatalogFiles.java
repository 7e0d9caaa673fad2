package org.souk.api.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The files of one version of a catalog. Names are relative, with forward slashes; no name leads outside. Stays readable until the
 * snapshot is retired; safe for any thread.
 */
public interface CatalogFiles {
    /**
     * Opens a file.
     *
     * @param name for example {@code static/logo.svg}
     * @return empty if there is none, or the name leads outside
     * @throws IOException if it is there and cannot be read
     */
    Optional<InputStream> open(String name) throws IOException;

    /** The file's length in bytes, or -1 if there is none. */
    long size(String name);

    /** Names of all files below a folder, sorted; {@code ""} for all. */
    List<String> list(String folder);
}
