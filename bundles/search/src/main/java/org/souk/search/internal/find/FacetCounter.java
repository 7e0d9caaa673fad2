package org.souk.search.internal.find;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.souk.api.search.Availability;
import org.souk.api.search.Facet;
import org.souk.api.search.PriceRange;
import org.souk.api.search.SearchQuery;
import org.souk.search.internal.index.ProductColumns;

/**
 * Counts facet values of search results. A product that fails exactly one filter still counts for that filter's facet, so that choosing one
 * value does not hide the others.
 */
final class FacetCounter {
    private static final int MAX_VALUES = 100;
    private static final int MAX_FACETS = 50;
    private static final int OPTIONS = 4;
    private static final Map<String, Integer> RANKS =
            Map.of(Facet.TYPE, 0, Facet.VENDOR, 1, Facet.PRICE, 2, Facet.AVAILABLE, 3, Facet.TAG, OPTIONS + 1);
    private static final Comparator<Facet.Value> FREQUENT =
            Comparator.comparingInt(Facet.Value::count).reversed().thenComparing(Facet.Value::value);

    private final ProductColumns columns;
    private final BitSet purchasable;
    private final int[] wanted;
    private final List<Integer> filtered = new ArrayList<>();
    private final BitSet prices;
    private final int priceBit;
    private final int purchasableBit;
    private final boolean wantPurchasable;
    private final int required;
    private final int[] counts;
    private final int[] priceCounts;
    private int available;
    private int unavailable;

    FacetCounter(ProductColumns columns, SearchQuery query, BitSet purchasable) {
        this.columns = columns;
        this.purchasable = purchasable;
        counts = new int[columns.names().size()];
        priceCounts = new int[columns.amounts().length];
        wanted = new int[query.filters().isEmpty() ? 0 : counts.length];
        int bits = 0;
        for (Map.Entry<String, List<String>> filter : query.filters().entrySet()) {
            if (!filter.getValue().isEmpty()) {
                int bit = 1 << filtered.size();
                filtered.add(columns.facets().getOrDefault(filter.getKey(), -1));
                for (String value : filter.getValue()) {
                    int number = columns.number(filter.getKey(), value);
                    if (number >= 0) {
                        wanted[number] |= bit;
                    }
                }
                bits |= bit;
            }
        }
        priceBit = 1 << filtered.size();
        purchasableBit = priceBit << 1;
        wantPurchasable = query.availability() != Availability.SOLD_OUT;
        prices = prices(columns.amounts(), query.prices());
        required = bits
                | (query.prices().isEmpty() ? 0 : priceBit)
                | (query.availability() == Availability.ANY ? 0 : purchasableBit);
    }

    /** Counts a product and returns whether it passes all filters. */
    boolean add(int position) {
        int missing = required == 0 ? 0 : required & ~satisfied(position);
        if (missing == 0) {
            for (int at = columns.start(position); at < columns.start(position + 1); at++) {
                counts[columns.value(at)]++;
            }
            priceCounts[columns.price(position)]++;
            count(position);
            return true;
        }
        if (Integer.bitCount(missing) == 1) {
            missed(position, missing);
        }
        return false;
    }

    private int satisfied(int position) {
        int satisfied = purchasable.get(position) == wantPurchasable ? purchasableBit : 0;
        if (prices.get(columns.price(position))) {
            satisfied |= priceBit;
        }
        if (wanted.length > 0) {
            for (int at = columns.start(position); at < columns.start(position + 1); at++) {
                satisfied |= wanted[columns.value(at)];
            }
        }
        return satisfied;
    }

    private void missed(int position, int bit) {
        if (bit == priceBit) {
            priceCounts[columns.price(position)]++;
        } else if (bit == purchasableBit) {
            count(position);
        } else {
            int facet = filtered.get(Integer.numberOfTrailingZeros(bit));
            for (int at = columns.start(position); at < columns.start(position + 1); at++) {
                if (columns.facet(columns.value(at)) == facet) {
                    counts[columns.value(at)]++;
                }
            }
        }
    }

    private void count(int position) {
        if (purchasable.get(position)) {
            available++;
        } else {
            unavailable++;
        }
    }

    List<Facet> facets() {
        List<PriorityQueue<Facet.Value>> best = new ArrayList<>();
        columns.facets().forEach((name, number) -> best.add(new PriorityQueue<>(FREQUENT.reversed())));
        for (int value = 0; value < counts.length; value++) {
            if (counts[value] > 0) {
                PriorityQueue<Facet.Value> queue = best.get(columns.facet(value));
                queue.add(new Facet.Value(columns.names().get(value).value(), counts[value]));
                if (queue.size() > MAX_VALUES) {
                    queue.remove();
                }
            }
        }
        List<Facet> facets = new ArrayList<>();
        columns.facets().forEach((name, number) -> {
            List<Facet.Value> values =
                    best.get(number).stream().sorted(FREQUENT).toList();
            if (!values.isEmpty() && facets.size() < MAX_FACETS) {
                facets.add(new Facet(name, values));
            }
        });
        List<Facet.Value> steps = PriceFacet.of(columns.amounts(), priceCounts);
        if (!steps.isEmpty()) {
            facets.add(new Facet(Facet.PRICE, steps));
        }
        if (available > 0 && unavailable > 0) {
            facets.add(new Facet(Facet.AVAILABLE, List.of(new Facet.Value("true", available))));
        }
        facets.sort(Comparator.comparingInt(facet -> RANKS.getOrDefault(facet.name(), OPTIONS)));
        return facets;
    }

    /** The indexes of the {@code amounts} that lie in any of the ranges. */
    private static BitSet prices(long[] amounts, List<PriceRange> ranges) {
        BitSet found = new BitSet(0);
        for (int i = 0; !ranges.isEmpty() && i < amounts.length; i++) {
            long amount = amounts[i];
            if (ranges.stream().anyMatch(range -> range.contains(amount))) {
                found.set(i);
            }
        }
        return found;
    }
}
