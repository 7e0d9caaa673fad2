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
import org.souk.search.internal.index.Columns;

/**
 * Counts what was found, by facet. A product that misses one filter alone counts for the values of that filter's facet, so that a choice does
 * not take the others of its own facet away.
 */
final class FacetCounter {
    private static final int MOST_VALUES = 100;
    private static final int MOST_FACETS = 50;
    private static final int OPTIONS = 4;
    private static final Map<String, Integer> RANKS =
            Map.of(Facet.TYPE, 0, Facet.VENDOR, 1, Facet.PRICE, 2, Facet.AVAILABLE, 3, Facet.TAG, OPTIONS + 1);
    private static final Comparator<Facet.Value> FREQUENT =
            Comparator.comparingInt(Facet.Value::count).reversed().thenComparing(Facet.Value::value);

    private final Columns columns;
    private final BitSet bought;
    private final int[] wanted;
    private final List<Integer> filtered = new ArrayList<>();
    private final BitSet prices;
    private final int priceBit;
    private final int boughtBit;
    private final boolean wantBought;
    private final int required;
    private final int[] counts;
    private final int[] priceCounts;
    private int available;
    private int unavailable;

    FacetCounter(Columns columns, SearchQuery query, BitSet bought) {
        this.columns = columns;
        this.bought = bought;
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
        boughtBit = priceBit << 1;
        wantBought = query.availability() != Availability.SOLD_OUT;
        prices = prices(columns.amounts(), query.prices());
        required = bits
                | (query.prices().isEmpty() ? 0 : priceBit)
                | (query.availability() == Availability.ANY ? 0 : boughtBit);
    }

    /** Counts a product; whether it passes all filters. */
    boolean add(int place) {
        int missing = required == 0 ? 0 : required & ~satisfied(place);
        if (missing == 0) {
            for (int at = columns.start(place); at < columns.start(place + 1); at++) {
                counts[columns.value(at)]++;
            }
            priceCounts[columns.price(place)]++;
            count(place);
            return true;
        }
        if (Integer.bitCount(missing) == 1) {
            missed(place, missing);
        }
        return false;
    }

    private int satisfied(int place) {
        int satisfied = bought.get(place) == wantBought ? boughtBit : 0;
        if (prices.get(columns.price(place))) {
            satisfied |= priceBit;
        }
        if (wanted.length > 0) {
            for (int at = columns.start(place); at < columns.start(place + 1); at++) {
                satisfied |= wanted[columns.value(at)];
            }
        }
        return satisfied;
    }

    private void missed(int place, int bit) {
        if (bit == priceBit) {
            priceCounts[columns.price(place)]++;
        } else if (bit == boughtBit) {
            count(place);
        } else {
            int facet = filtered.get(Integer.numberOfTrailingZeros(bit));
            for (int at = columns.start(place); at < columns.start(place + 1); at++) {
                if (columns.facet(columns.value(at)) == facet) {
                    counts[columns.value(at)]++;
                }
            }
        }
    }

    private void count(int place) {
        if (bought.get(place)) {
            available++;
        } else {
            unavailable++;
        }
    }

    /** The facets, in the order of {@link org.souk.api.search.SearchPage}. */
    List<Facet> facets() {
        List<PriorityQueue<Facet.Value>> best = new ArrayList<>();
        columns.facets().forEach((name, number) -> best.add(new PriorityQueue<>(FREQUENT.reversed())));
        for (int value = 0; value < counts.length; value++) {
            if (counts[value] > 0) {
                PriorityQueue<Facet.Value> queue = best.get(columns.facet(value));
                queue.add(new Facet.Value(columns.names().get(value).value(), counts[value]));
                if (queue.size() > MOST_VALUES) {
                    queue.remove();
                }
            }
        }
        List<Facet> facets = new ArrayList<>();
        columns.facets().forEach((name, number) -> {
            List<Facet.Value> values =
                    best.get(number).stream().sorted(FREQUENT).toList();
            if (!values.isEmpty() && facets.size() < MOST_FACETS) {
                facets.add(new Facet(name, values));
            }
        });
        List<Facet.Value> steps = PriceSteps.of(columns.amounts(), priceCounts);
        if (!steps.isEmpty()) {
            facets.add(new Facet(Facet.PRICE, steps));
        }
        if (available > 0 && unavailable > 0) {
            facets.add(new Facet(Facet.AVAILABLE, List.of(new Facet.Value("true", available))));
        }
        facets.sort(Comparator.comparingInt(facet -> RANKS.getOrDefault(facet.name(), OPTIONS)));
        return facets;
    }

    /** Ranks of the prices in any of the ranges. */
    private static BitSet prices(long[] amounts, List<PriceRange> ranges) {
        BitSet found = new BitSet(0);
        for (int i = 0; !ranges.isEmpty() && i < amounts.length; i++) {
            long amount = amounts[i];
            if (ranges.stream().anyMatch(range -> range.holds(amount))) {
                found.set(i);
            }
        }
        return found;
    }
}
