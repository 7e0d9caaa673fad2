package org.souk.shell.internal.catalog;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;

@Service
@Command(scope = "catalog", name = "resume", description = "Makes a parked catalog live again")
public final class CatalogResume extends CatalogChangeCommand {
    @Override
    CatalogChange change(Catalogs known, CatalogId catalog) {
        return known.resume(catalog);
    }

    @Override
    String message(CatalogStatus status) {
        return status.id() + " " + status.version() + " is live again";
    }
}
