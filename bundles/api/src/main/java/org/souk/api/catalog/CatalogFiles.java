package org.souk.api.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The files of one catalog version. Names are relative, with forward slashes; a name that leads outside is treated as absent. Readable as long as the
 * version is in use; safe for any thread.
 */
public interface CatalogFiles {
    /**
     * Opens a file: {@code static/logo.svg}. Empty if there is none.
     *
     * @throws IOException if the file exists but cannot be read
     */
    Optional<InputStream> open(String name) throws IOException;

    /** The length of a file in bytes; -1 if there is no such file. */
    long size(String name);

    /** The names of all files below a folder, at any depth, sorted; {@code ""} lists all files. */
    List<String> list(String folder);
}
