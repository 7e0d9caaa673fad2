package org.souk.shell.internal.catalog;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;

@Service
@Command(
        scope = "catalog",
        name = "park",
        description = "Parks a catalog: it answers 503 in its own design, and keeps its hosts and carts")
public final class CatalogPark extends CatalogChangeCommand {
    @Override
    CatalogChange change(Catalogs known, CatalogId catalog) {
        return known.park(catalog);
    }

    @Override
    String message(CatalogStatus status) {
        return status.id() + " is parked; catalog:resume " + status.id() + " serves it again";
    }
}
