package org.souk.shell.internal.catalog;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;

/** {@code catalog:park ID}. */
@Service
@Command(
        scope = "catalog",
        name = "park",
        description = "Closes a catalog for a while: it answers 503 in its look, carts are kept")
public final class CatalogPark extends ChangeCommand {
    @Override
    CatalogChange change(Catalogs known, CatalogId catalog) {
        return known.park(catalog);
    }

    @Override
    String told(CatalogStatus status) {
        return status.id() + " is parked; catalog:resume " + status.id() + " serves it again";
    }
}
