package org.souk.storefront.internal.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.search.Availability;
import org.souk.api.search.ProductSearch;
import org.souk.api.search.SearchPage;
import org.souk.api.search.SearchQuery;
import org.souk.api.search.Suggestion;
import org.souk.common.text.TextNormalizer;
import org.souk.storefront.internal.web.RequestProblem;

/**
 * Finds products. While the search bundle, which has the index, is updated, lists products in catalog order, without facets; queries that
 * need the index get 503.
 */
@Component(service = ProductFinder.class)
public final class ProductFinder {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ProductSearch search;

    @Activate
    public ProductFinder() {}

    /** For tests: with a fixed search. */
    public ProductFinder(@Nullable ProductSearch search) {
        this.search = search;
    }

    /** @throws RequestProblem 503 if the query needs the index, and there is none */
    public SearchPage find(LiveCatalog shop, SearchQuery query) {
        ProductSearch current = search;
        return (current == null ? Optional.<SearchPage>empty() : current.find(shop, query))
                .orElseGet(() -> inCatalogOrder(shop.catalog(), query));
    }

    /** Empty while there is no index. */
    public List<Suggestion> suggest(LiveCatalog shop, String text, int limit) {
        ProductSearch current = search;
        return current == null ? List.of() : current.suggest(shop, text, limit);
    }

    private static SearchPage inCatalogOrder(Catalog catalog, SearchQuery query) {
        if (!TextNormalizer.isBlank(query.text())
                || !query.filters().isEmpty()
                || !query.prices().isEmpty()
                || query.availability() != Availability.ANY
                || !(query.sort().isEmpty() || query.sort().equals("relevance"))) {
            throw RequestProblem.unavailable("the search is unavailable; try again in a moment", Duration.ofSeconds(2));
        }
        List<Product> all = query.collection().isEmpty()
                ? catalog.products()
                : catalog.collection(query.collection())
                        .map(ProductCollection::products)
                        .orElse(List.of());
        int from = (int) Math.min(query.skipped(), all.size());
        int to = Math.min(from + query.size(), all.size());
        return new SearchPage(all.subList(from, to), all.size(), List.of(), null);
    }
}
