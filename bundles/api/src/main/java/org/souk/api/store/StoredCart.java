package org.souk.api.store;

import java.util.List;

/**
 * A cart as it is stored.
 *
 * @param version steps with every write
 * @param lines in the order they were added
 */
public record StoredCart(long version, List<StoredLine> lines) {
    /** The cart of somebody who has none. */
    public static final StoredCart EMPTY = new StoredCart(0, List.of());

    /** Takes a copy. */
    public StoredCart {
        lines = List.copyOf(lines);
    }
}
