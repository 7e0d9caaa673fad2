package org.souk.api.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Reads the files of one catalog version. Names are relative to the catalog's folder, with forward slashes; a name that leads outside it
 * counts as absent. Usable by any thread as long as the version is in use.
 */
public interface CatalogFiles {
    /**
     * Opens a file, for example {@code static/logo.svg}; empty if there is none. The caller closes the stream.
     *
     * @throws IOException if the file exists but cannot be read
     */
    Optional<InputStream> open(String name) throws IOException;

    /** Returns the length of a file in bytes; -1 if there is no such file. */
    long size(String name);

    /** Lists the names of all files below a folder, at any depth, sorted; {@code ""} lists all files. */
    List<String> list(String folder);
}
