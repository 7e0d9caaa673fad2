package org.souk.shell.internal.catalog;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;

@Service
@Command(scope = "catalog", name = "rollback", description = "Returns to the previous version of a catalog")
public final class CatalogRollback extends CatalogChangeCommand {
    @Override
    CatalogChange change(Catalogs known, CatalogId catalog) {
        return known.rollback(catalog);
    }

    @Override
    String message(CatalogStatus status) {
        return status.id() + " is at " + status.version() + " again; " + status.source()
                + " must change to bring another version";
    }
}
