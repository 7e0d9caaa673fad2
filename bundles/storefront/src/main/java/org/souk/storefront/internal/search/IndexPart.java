package org.souk.storefront.internal.search;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.souk.api.catalog.CatalogPart;

/** Reads a catalog's products into its index before it goes live. */
@Component
public final class IndexPart implements CatalogPart {
    /** The share of the search. */
    @Activate
    public IndexPart() {}

    @Override
    public String name() {
        return "search";
    }

    @Override
    public Prepared prepare(Preparation version) {
        return new Prepared.Ready(new ProductIndex(version.catalog()), List.of());
    }
}
