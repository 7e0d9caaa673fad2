package org.souk.api.search;

import java.util.Collection;

/** Which products are wanted, by whether they can be bought now. */
public enum Availability {
    /** All. */
    ANY,
    /** What can be bought in at least one variant. */
    AVAILABLE,
    /** What cannot be bought in any. */
    SOLD_OUT;

    /**
     * As the values of {@link Facet#AVAILABLE} in an address say.
     *
     * @param values {@code true} for what can be bought, {@code false} for what cannot; both, or none: all. Others do not count
     */
    public static Availability of(Collection<String> values) {
        boolean available = values.contains("true");
        if (available == values.contains("false")) {
            return ANY;
        }
        return available ? AVAILABLE : SOLD_OUT;
    }
}
