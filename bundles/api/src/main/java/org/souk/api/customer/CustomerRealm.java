package org.souk.api.customer;

import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CustomerGroup;

/**
 * Whose customers: an address has one account in a realm at the most, and different ones in two.
 *
 * @param value {@code catalog:<id>} or {@code group:<name>}
 */
public record CustomerRealm(String value) {
    /** The customers of one shop alone. */
    public static CustomerRealm of(CatalogId catalog) {
        return new CustomerRealm("catalog:" + catalog);
    }

    /** Those that a group of shops shares. */
    public static CustomerRealm of(CustomerGroup group) {
        return new CustomerRealm("group:" + group);
    }

    @Override
    public String toString() {
        return value;
    }
}
