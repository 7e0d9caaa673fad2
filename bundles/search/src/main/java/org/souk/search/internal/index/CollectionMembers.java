package org.souk.search.internal.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Maps between the rank of a product in a collection's own order and its position in the catalog. */
public final class CollectionMembers {
    private final int[] order;
    private final int[] sorted;
    private final int @Nullable [] ranks;

    CollectionMembers(int[] order) {
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

    public int size() {
        return order.length;
    }

    /** The position in the catalog of the product with that rank. */
    public int at(int rank) {
        return order[rank];
    }

    /** The rank of the product at a position in the catalog; negative if it is not a member. */
    public int rank(int position) {
        int found = Arrays.binarySearch(sorted, position);
        return found < 0 || ranks == null ? found : ranks[found];
    }
}
