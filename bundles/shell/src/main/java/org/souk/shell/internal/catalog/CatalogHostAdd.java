package org.souk.shell.internal.catalog;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;
import org.souk.api.host.HostPattern;

@Service
@Command(scope = "catalog", name = "host-add", description = "Adds a host to a catalog, kept over updates and restarts")
public final class CatalogHostAdd extends CatalogChangeCommand {
    @Argument(
            index = 1,
            name = "HOST",
            description = "shop.example, *.example.com, an IP address, or address:10.0.0.5",
            required = true)
    String host = "";

    @Override
    CatalogChange change(Catalogs known, CatalogId catalog) {
        return known.addHost(catalog, HostPattern.parse(host));
    }

    @Override
    String message(CatalogStatus status) {
        return status.id() + " holds " + String.join(", ", status.hosts());
    }
}
