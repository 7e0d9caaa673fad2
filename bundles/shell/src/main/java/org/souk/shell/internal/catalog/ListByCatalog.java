package org.souk.shell.internal.catalog;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Catalogs;
import org.souk.shell.internal.text.FilteredListCommand;

/** A command that lists what belongs to one catalog, or to all. */
public abstract class ListByCatalog<R> extends FilteredListCommand<R> {
    @Argument(name = "CATALOG", description = "Only of the catalog with this id")
    @Completion(CatalogIds.class)
    @Nullable
    String catalog;

    @Option(name = "--limit", description = "Most rows, 1 to 10000")
    int limit = MOST_ROWS;

    @Reference(optional = true)
    @Nullable
    Catalogs catalogs;

    /** What is listed, in its order; of all catalogs if null. */
    protected abstract List<R> rows(@Nullable CatalogId only, int most) throws CommandException;

    @Override
    protected final List<R> rows() throws CommandException {
        CatalogId only = catalog == null ? null : new CatalogId(catalog);
        List<R> rows = rows(only, limit);
        Catalogs known = catalogs;
        // what was ordered in a shop that has gone is still listed
        if (only != null && rows.isEmpty() && known != null && known.find(only).isEmpty()) {
            throw noCatalog(only.value());
        }
        return rows;
    }
}
