package org.souk.search.internal.find;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.souk.api.search.Facet;
import org.souk.api.search.PriceRange;

/** Divides prices into a few ranges with similar numbers of products and round limits. */
final class PriceFacet {
    private static final int RANGES = 5;

    private PriceFacet() {}

    /**
     * Disjoint ranges in ascending order with their counts; empty if there would be fewer than two.
     *
     * @param amounts ascending, in minor units
     * @param counts number of products for each amount
     */
    static List<Facet.Value> of(long[] amounts, int[] counts) {
        List<Long> cuts = new ArrayList<>(cuts(amounts, counts));
        List<Facet.Value> values = new ArrayList<>();
        int next = 0;
        for (int i = 0; i <= cuts.size(); i++) {
            PriceRange range =
                    new PriceRange(i == 0 ? 0 : cuts.get(i - 1), i == cuts.size() ? Long.MAX_VALUE : cuts.get(i) - 1);
            int count = 0;
            while (next < amounts.length && amounts[next] <= range.to()) {
                count += counts[next++];
            }
            if (count > 0) {
                values.add(new Facet.Value(range.toString(), count));
            }
        }
        return values.size() < 2 ? List.of() : values;
    }

    /** The limits between ranges. */
    private static TreeSet<Long> cuts(long[] amounts, int[] counts) {
        long total = IntStream.of(counts).asLongStream().sum();
        TreeSet<Long> cuts = new TreeSet<>();
        long passed = 0;
        int part = 1;
        for (int i = 0; i < amounts.length && part < RANGES; i++) {
            passed += counts[i];
            while (part < RANGES && passed * RANGES > total * part) {
                long cut = round(amounts[i]);
                if (cut > 0) {
                    cuts.add(cut);
                }
                part++;
            }
        }
        return cuts;
    }

    /** Rounds to half a unit of the first digit: 1250 to 1500, 8900 to 9000. */
    private static long round(long amount) {
        long power = 1;
        while (power <= amount / 10) {
            power *= 10;
        }
        long step = Math.max(1, power / 2);
        return (amount + step / 2) / step * step;
    }
}
