package org.souk.storefront.internal.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
 * need the index get 503. This is also so for a call into the old version of the bundle, whose classes can no longer be loaded.
 */
@Component(service = ProductFinder.class)
public final class ProductFinder {
    private static final Logger LOG = LoggerFactory.getLogger(ProductFinder.class);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ProductSearch search;

    /** The search of which the log says that it cannot load a class. */
    private volatile @Nullable ProductSearch broken;

    @Activate
    public ProductFinder() {}

    /** For tests: with a fixed search. */
    public ProductFinder(@Nullable ProductSearch search) {
        this.search = search;
    }

    /** @throws RequestProblem 503 if the query needs the index, and there is none */
    public SearchPage find(LiveCatalog shop, SearchQuery query) {
        return ask(current -> current.find(shop, query)).orElseGet(() -> inCatalogOrder(shop.catalog(), query));
    }

    /** Empty while there is no index. */
    public List<Suggestion> suggest(LiveCatalog shop, String text, int limit) {
        return ask(current -> Optional.of(current.suggest(shop, text, limit))).orElse(List.of());
    }

    private <T> Optional<T> ask(Function<ProductSearch, Optional<T>> question) {
        ProductSearch current = search;
        if (current == null) {
            return Optional.empty();
        }
        try {
            return question.apply(current);
        } catch (LinkageError e) {
            if (current != broken) {
                broken = current;
                LOG.warn("The search cannot load a class, as while its bundle is replaced; it counts as missing", e);
            }
            return Optional.empty();
        }
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
