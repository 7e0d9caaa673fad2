package org.souk.search.internal.find;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Variant;
import org.souk.api.search.ProductSearch;
import org.souk.api.search.SearchPage;
import org.souk.api.search.SearchQuery;
import org.souk.api.search.Suggestion;
import org.souk.api.stock.Stock;
import org.souk.common.text.TextNormalizer;
import org.souk.search.internal.index.CatalogIndex;
import org.souk.search.internal.index.CollectionMembers;

/**
 * Searches the indexes of live catalogs. The stock service is optional: if it were mandatory, this service would disappear together with
 * it, and searches in between would fail.
 */
@Component
public final class LuceneSearch implements ProductSearch, AutoCloseable {
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
                Thread thread = new Thread(task, "souk-search-stock");
                thread.setDaemon(true);
                return thread;
            },
            // after close, searches in progress count in their own thread
            (task, pool) -> task.run());

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Stock stock;

    @Activate
    public LuceneSearch() {
        executor.allowCoreThreadTimeOut(true);
    }

    /** For tests. */
    public LuceneSearch(@Nullable Stock stock) {
        this();
        this.stock = stock;
    }

    @Override
    public Optional<SearchPage> find(LiveCatalog shop, SearchQuery query) {
        return shop.contribution(CatalogIndex.class).map(index -> {
            try {
                return find(index, shop, query);
            } catch (IOException e) {
                throw new UncheckedIOException("the index of " + index.catalog().id() + " cannot be read", e);
            }
        });
    }

    @Override
    public List<Suggestion> suggest(LiveCatalog shop, String text, int limit) {
        if (limit < 1 || limit > MAX_SUGGESTIONS) {
            throw new IllegalArgumentException("there are 1 to " + MAX_SUGGESTIONS + " suggestions, not " + limit);
        }
        Optional<CatalogIndex> index = shop.contribution(CatalogIndex.class);
        if (index.isEmpty() || TextNormalizer.isBlank(text)) {
            return List.of();
        }
        try {
            return new Completion(index.get(), QueryResult.of(index.get(), text)).best(limit);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the index of " + index.get().catalog().id() + " cannot be read", e);
        }
    }

    private SearchPage find(CatalogIndex index, LiveCatalog shop, SearchQuery query) throws IOException {
        QueryResult result = TextNormalizer.isBlank(query.text()) ? null : QueryResult.of(index, query.text());
        CollectionMembers members = query.collection().isEmpty() ? null : index.members(query.collection());
        Stock present = stock;
        BitSet purchasable = index.purchasable(position -> available(present, shop, index.product(position)), executor);
        FacetCounter facets = new FacetCounter(index.columns(), query, purchasable);
        Ranking ranking = new Ranking(index, members, query, result != null);
        if (result != null) {
            searched(result.hits(), members, facets, ranking);
        } else {
            int size = members == null ? index.columns().size() : members.size();
            for (int tie = 0; tie < size; tie++) {
                int position = members == null ? tie : members.at(tie);
                if (facets.add(position)) {
                    ranking.offer(position, tie, 0);
                }
            }
        }
        List<Product> items = ranking.items();
        return new SearchPage(items, ranking.total(), facets.facets(), corrected(index, result, items));
    }

    private static void searched(Hits hits, @Nullable CollectionMembers members, FacetCounter facets, Ranking ranking) {
        for (int i = 0; i < hits.size(); i++) {
            int position = hits.position(i);
            int tie = members == null ? position : members.rank(position);
            if (tie >= 0 && facets.add(position)) {
                ranking.offer(position, tie, hits.score(i));
            }
        }
    }

    private static @Nullable String corrected(CatalogIndex index, @Nullable QueryResult result, List<Product> items) {
        if (result == null || result.replacements().isEmpty() || items.isEmpty()) {
            return null;
        }
        return new Correction(index, items.get(0))
                .of(result.typed(), result.replacements())
                .orElse(null);
    }

    @Override
    @Deactivate
    public void close() {
        executor.shutdown();
    }

    /** Whether any variant can be bought. Without the stock service, the quantities in the catalog are used. */
    private static boolean available(@Nullable Stock stock, LiveCatalog shop, Product product) {
        for (Variant variant : product.variants()) {
            OptionalInt quantity = stock == null ? variant.stockSeed() : stock.available(shop, variant);
            if (quantity.orElse(1) > 0) {
                return true;
            }
        }
        return false;
    }
}
