package org.souk.shell.internal.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.CatalogStatus;
import org.souk.api.catalog.Catalogs;
import org.souk.shell.internal.text.ListCommand;
import org.souk.shell.internal.text.Listing;

@Service
@Command(scope = "catalog", name = "list", description = "Lists catalogs: live, parked and refused ones")
public final class CatalogList extends ListCommand<CatalogStatus> {
    @Reference(optional = true)
    @Nullable
    Catalogs catalogs;

    @Override
    protected List<CatalogStatus> rows() throws CommandException {
        return require(catalogs, "catalogs").list();
    }

    @Override
    protected Listing<CatalogStatus> listing() {
        return new Listing<CatalogStatus>("There is no catalog; drop one into the deploy folder.")
                .column("id", CatalogStatus::id)
                .column("version", CatalogStatus::version)
                .column("state", CatalogStatus::state)
                .column("hosts", CatalogStatus::hosts)
                .column("products", CatalogStatus::products)
                .column("since", CatalogStatus::since)
                .column(
                        "refused",
                        status -> status.refused().map(CatalogList::refused).orElse(null));
    }

    private static Map<String, Object> refused(CatalogStatus.Refused refused) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", refused.version());
        fields.put("at", refused.at());
        return fields;
    }
}
