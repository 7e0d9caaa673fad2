package org.souk.search.internal.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.lucene.util.LongHeap;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Product;
import org.souk.api.search.SearchQuery;
import org.souk.search.internal.index.CatalogIndex;
import org.souk.search.internal.index.CollectionMembers;

/** Selects the products of one result page. Keeps at most the products up to that page in memory. */
final class Ranking {
    private enum Order {
        OWN,
        FIT,
        PRICE,
        PRICE_DOWN,
        TITLE
    }

    private final CatalogIndex index;
    private final @Nullable CollectionMembers members;
    private final Order order;
    private final int[] titles;
    private final long first;
    private final long end;
    private final @Nullable LongHeap best;
    private final List<Product> straight = new ArrayList<>();
    private int total;

    Ranking(CatalogIndex index, @Nullable CollectionMembers members, SearchQuery query, boolean searched)
            throws IOException {
        this.index = index;
        this.members = members;
        order = switch (query.sort()) {
            case "price-asc" -> Order.PRICE;
            case "price-desc" -> Order.PRICE_DOWN;
            case "title" -> Order.TITLE;
            default -> searched ? Order.FIT : Order.OWN;
        };
        titles = order == Order.TITLE ? index.titles() : new int[0];
        first = query.skipped();
        end = first + query.size();
        int most = members == null ? index.columns().size() : members.size();
        best = order == Order.OWN || end > SearchQuery.MAX_DEPTH || most == 0
                ? null
                : new LongHeap((int) Math.min(end, most));
    }

    /**
     * Adds a matching product.
     *
     * @param tie its position in the order that decides among equals; ascending over all calls if the shop's own order is used
     */
    void offer(int position, int tie, float score) {
        if (best != null) {
            // negated, because the heap keeps the largest values
            best.insertWithOverflow(-((long) key(position, score) << 32 | tie));
        } else if (order == Order.OWN && first <= total && total < end) {
            straight.add(index.product(position));
        }
        total++;
    }

    private int key(int position, float score) {
        return switch (order) {
            case OWN -> 0;
            case FIT -> Integer.MAX_VALUE - Float.floatToIntBits(Math.max(0, score));
            case PRICE -> index.columns().price(position);
            case PRICE_DOWN -> Integer.MAX_VALUE - index.columns().price(position);
            case TITLE -> titles[position];
        };
    }

    int total() {
        return total;
    }

    /** The products of the page in order. Call it once. */
    List<Product> items() {
        if (best == null) {
            return straight;
        }
        List<Product> items = new ArrayList<>();
        // the heap returns the worst first
        while (best.size() > first) {
            int tie = (int) -best.pop();
            items.add(index.product(members == null ? tie : members.at(tie)));
        }
        Collections.reverse(items);
        return items;
    }
}
