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
        name = "accept",
        description = "Takes an update that was refused because it drops most products")
public final class CatalogAccept extends CatalogChangeCommand {
    @Override
    CatalogChange change(Catalogs known, CatalogId catalog) {
        return known.accept(catalog);
    }

    @Override
    String message(CatalogStatus status) {
        return status.id() + " is at " + status.version() + " with " + status.products() + " products";
    }
}
