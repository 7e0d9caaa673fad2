package org.souk.search.internal.find;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
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
import org.souk.search.internal.index.CatalogIndex;
import org.souk.search.internal.index.Members;

/**
 * Finds in the indexes that are kept with the shops. It stays while the stock is away: the storefront waits for the stock too, but when that
 * goes or comes nobody can say which of the two hears of it first, and a search in between would find no search.
 */
@Component
public final class LuceneSearch implements ProductSearch, AutoCloseable {
    private final ThreadPoolExecutor aside = new ThreadPoolExecutor(
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
            // a search that is still under way when this ends counts by itself
            (task, pool) -> task.run());

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Stock stock;

    /** With what tells what can be bought, as it comes and goes. */
    @Activate
    public LuceneSearch() {
        aside.allowCoreThreadTimeOut(true);
    }

    /** With that stock. */
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
        if (limit < 1 || limit > MOST_SUGGESTIONS) {
            throw new IllegalArgumentException("there are 1 to " + MOST_SUGGESTIONS + " suggestions, not " + limit);
        }
        Optional<CatalogIndex> index = shop.contribution(CatalogIndex.class);
        if (index.isEmpty() || text.isBlank()) {
            return List.of();
        }
        try {
            return new Completion(index.get(), QueryResult.up(index.get(), text)).best(limit);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the index of " + index.get().catalog().id() + " cannot be read", e);
        }
    }

    private SearchPage find(CatalogIndex index, LiveCatalog shop, SearchQuery query) throws IOException {
        QueryResult looked = query.text().isBlank() ? null : QueryResult.up(index, query.text());
        Members members = query.collection().isEmpty() ? null : index.members(query.collection());
        Stock present = stock;
        BitSet bought = index.bought(place -> available(present, shop, index.product(place)), aside);
        FacetCounter tally = new FacetCounter(index.columns(), query, bought);
        Ranking ranking = new Ranking(index, members, query, looked != null);
        if (looked != null) {
            searched(looked.hits(), members, tally, ranking);
        } else {
            int size = members == null ? index.columns().size() : members.size();
            for (int tie = 0; tie < size; tie++) {
                int place = members == null ? tie : members.at(tie);
                if (tally.add(place)) {
                    ranking.offer(place, tie, 0);
                }
            }
        }
        List<Product> items = ranking.items();
        return new SearchPage(items, ranking.total(), tally.facets(), corrected(index, looked, items));
    }

    private static void searched(Hits hits, @Nullable Members members, FacetCounter tally, Ranking ranking) {
        for (int i = 0; i < hits.size(); i++) {
            int place = hits.place(i);
            int tie = members == null ? place : members.rank(place);
            if (tie >= 0 && tally.add(place)) {
                ranking.offer(place, tie, hits.score(i));
            }
        }
    }

    private static @Nullable String corrected(CatalogIndex index, @Nullable QueryResult looked, List<Product> items) {
        if (looked == null || looked.instead().isEmpty() || items.isEmpty()) {
            return null;
        }
        Map<QueryText.Word, List<String>> instead = looked.instead();
        return new Correction(index, items.get(0)).of(looked.typed(), instead).orElse(null);
    }

    @Override
    @Deactivate
    public void close() {
        aside.shutdown();
    }

    /** While there is no stock, what the catalog says counts, as for the stock itself until it has asked the database. */
    private static boolean available(@Nullable Stock stock, LiveCatalog shop, Product product) {
        for (Variant variant : product.variants()) {
            OptionalInt pieces = stock == null ? variant.stockSeed() : stock.available(shop, variant);
            if (pieces.orElse(1) > 0) {
                return true;
            }
        }
        return false;
    }
}
