package org.souk.shell.internal.catalog;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;

/** {@code catalog:resume ID}. */
@Service
@Command(scope = "catalog", name = "resume", description = "Serves a parked catalog again")
public final class CatalogResume extends ChangeCommand {
    @Override
    CatalogChange change(Catalogs known, CatalogId catalog) {
        return known.resume(catalog);
    }

    @Override
    String told(CatalogStatus status) {
        return status.id() + " " + status.version() + " is live again";
    }
}
