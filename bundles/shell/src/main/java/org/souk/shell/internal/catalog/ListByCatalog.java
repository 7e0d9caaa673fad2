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

/** A list command for one catalog or all catalogs. */
public abstract class ListByCatalog<R> extends FilteredListCommand<R> {
    @Argument(name = "CATALOG", description = "Only of the catalog with this id")
    @Completion(CatalogIdCompleter.class)
    @Nullable
    String catalog;

    @Option(name = "--limit", description = "Maximum number of rows, 1 to 10000")
    int limit = MAX_ROWS;

    @Reference(optional = true)
    @Nullable
    Catalogs catalogs;

    /**
     * The rows in order.
     *
     * @param only the catalog that the operator named; null for all
     */
    protected abstract List<R> rows(@Nullable CatalogId only, int most) throws CommandException;

    @Override
    protected final List<R> rows() throws CommandException {
        CatalogId only = catalog == null ? null : new CatalogId(catalog);
        List<R> rows = rows(only, limit);
        Catalogs known = catalogs;
        // a removed catalog may still have orders, so an unknown id is an error only if nothing is found
        if (only != null && rows.isEmpty() && known != null && known.find(only).isEmpty()) {
            throw noCatalog(only.value());
        }
        return rows;
    }
}
