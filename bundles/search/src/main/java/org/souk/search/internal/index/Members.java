package org.souk.search.internal.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Places of a collection's products, in the collection's order. */
public final class Members {
    private final int[] order;
    private final int[] sorted;
    private final int @Nullable [] ranks;

    Members(int[] order) {
        this.order = order;
        boolean ascending = true;
        for (int i = 1; i < order.length; i++) {
            ascending &= order[i - 1] < order[i];
        }
        if (ascending) {
            sorted = order;
            ranks = null;
            return;
        }
        long[] pairs = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            pairs[i] = (long) order[i] << 32 | i;
        }
        Arrays.sort(pairs);
        sorted = new int[order.length];
        ranks = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            sorted[i] = (int) (pairs[i] >>> 32);
            ranks[i] = (int) pairs[i];
        }
    }

    /** How many there are. */
    public int size() {
        return order.length;
    }

    /** The place in the shop of the one at that rank. */
    public int at(int rank) {
        return order[rank];
    }

    /** The rank of the product at that place in the shop; below 0 if it is none of them. */
    public int rank(int place) {
        int found = Arrays.binarySearch(sorted, place);
        return found < 0 || ranks == null ? found : ranks[found];
    }
}
