package org.souk.shell.internal.catalog;

import java.util.Optional;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;
import org.souk.shell.internal.text.ShopCommand;

/** Looks catalogs up by what was typed. */
abstract class CatalogLookup extends ShopCommand {
    /** The catalog with that id; of a file that has none, its name. */
    static CatalogStatus find(@Nullable Catalogs catalogs, String id) throws CommandException {
        Optional<CatalogStatus> found = needed(catalogs, "catalogs").list().stream()
                .filter(status -> status.id().equals(id))
                .findFirst();
        if (found.isEmpty()) {
            throw noCatalog(id);
        }
        return found.get();
    }
}
