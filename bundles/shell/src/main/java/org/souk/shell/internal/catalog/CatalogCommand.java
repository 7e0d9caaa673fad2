package org.souk.shell.internal.catalog;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;
import org.souk.shell.internal.text.ShopCommand;

/** A command about one catalog. */
abstract class CatalogCommand extends ShopCommand {
    @Argument(name = "ID", description = "The catalog's id", required = true)
    @Completion(CatalogIdCompleter.class)
    String id = "";

    @Reference(optional = true)
    @Nullable
    Catalogs catalogs;

    /** Finds the catalog by the id that {@code catalog:list} shows; a refused file without an id is found by its name. */
    final CatalogStatus status() throws CommandException {
        return require(catalogs, "catalogs").list().stream()
                .filter(status -> status.id().equals(id))
                .findFirst()
                .orElseThrow(() -> noCatalog(id));
    }
}
