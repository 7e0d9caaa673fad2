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
import org.souk.search.internal.index.Members;

/** The products of the page asked for, of all that are offered. Keeps no more than the pages up to that one. */
final class Ranking {
    private enum Order {
        OWN,
        FIT,
        PRICE,
        PRICE_DOWN,
        TITLE
    }

    private final CatalogIndex index;
    private final @Nullable Members members;
    private final Order order;
    private final int[] titles;
    private final long first;
    private final long end;
    private final @Nullable LongHeap best;
    private final List<Product> straight = new ArrayList<>();
    private int total;

    Ranking(CatalogIndex index, @Nullable Members members, SearchQuery query, boolean searched) throws IOException {
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
        best = order == Order.OWN || end > SearchQuery.DEEPEST || most == 0
                ? null
                : new LongHeap((int) Math.min(end, most));
    }

    /**
     * Offers a product.
     *
     * @param tie its place in the order that decides between equals; ascending from offer to offer in the shop's own order
     */
    void offer(int place, int tie, float score) {
        if (best != null) {
            // the heap keeps the largest
            best.insertWithOverflow(-((long) key(place, score) << 32 | tie));
        } else if (order == Order.OWN && first <= total && total < end) {
            straight.add(index.product(place));
        }
        total++;
    }

    private int key(int place, float score) {
        return switch (order) {
            case OWN -> 0;
            case FIT -> Integer.MAX_VALUE - Float.floatToIntBits(Math.max(0, score));
            case PRICE -> index.columns().price(place);
            case PRICE_DOWN -> Integer.MAX_VALUE - index.columns().price(place);
            case TITLE -> titles[place];
        };
    }

    int total() {
        return total;
    }

    /** Those of the page, in order; to be asked once. */
    List<Product> items() {
        if (best == null) {
            return straight;
        }
        List<Product> items = new ArrayList<>();
        // the worst comes first
        while (best.size() > first) {
            int tie = (int) -best.pop();
            items.add(index.product(members == null ? tie : members.at(tie)));
        }
        Collections.reverse(items);
        return items;
    }
}
