package org.souk.shell.internal.catalog;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;

/** {@code catalog:rollback ID}. */
@Service
@Command(scope = "catalog", name = "rollback", description = "Goes back to the version before")
public final class CatalogRollback extends ChangeCommand {
    @Override
    CatalogChange change(Catalogs known, CatalogId catalog) {
        return known.rollback(catalog);
    }

    @Override
    String told(CatalogStatus status) {
        return status.id() + " is at " + status.version() + " again; " + status.source()
                + " must change to bring another version";
    }
}
