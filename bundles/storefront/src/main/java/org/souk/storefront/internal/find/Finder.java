package org.souk.storefront.internal.find;

import java.util.List;
import java.util.Map;
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
import org.souk.storefront.internal.web.RequestProblem;

/**
 * Finds products. While the search is being updated a shopper can go on through the shop and its collections in their own order, without
 * facets; what needs an index asks for a little patience.
 */
@Component(service = Finder.class)
public final class Finder {
    private static final String RETRY_SECONDS = "2";

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ProductSearch search;

    /** With the search as it comes and goes. */
    @Activate
    public Finder() {}

    /** With that search. */
    public Finder(@Nullable ProductSearch search) {
        this.search = search;
    }

    /**
     * The page asked for.
     *
     * @throws RequestProblem 503 if it takes an index, and there is none at the moment
     */
    public SearchPage find(LiveCatalog shop, SearchQuery query) {
        ProductSearch present = search;
        return (present == null ? Optional.<SearchPage>empty() : present.find(shop, query))
                .orElseGet(() -> inOrder(shop.catalog(), query));
    }

    /** What somebody may be about to type; nothing at the moment, while there is no index. */
    public List<Suggestion> suggest(LiveCatalog shop, String text, int limit) {
        ProductSearch present = search;
        return present == null ? List.of() : present.suggest(shop, text, limit);
    }

    private static SearchPage inOrder(Catalog catalog, SearchQuery query) {
        if (!query.text().isBlank()
                || !query.filters().isEmpty()
                || !query.prices().isEmpty()
                || query.availability() != Availability.ANY
                || !(query.sort().isEmpty() || query.sort().equals("relevance"))) {
            throw new RequestProblem(
                    503,
                    "unavailable",
                    "the search is not there; try again in a moment",
                    Map.of(),
                    Map.of("Retry-After", RETRY_SECONDS));
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
