package org.souk.api.customer;

import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CustomerGroup;

/**
 * Identifies a set of customer accounts: those of one shop, or those that a group of shops shares. An e-mail address has at most one
 * account in each realm; accounts in different realms are unrelated.
 *
 * @param value {@code catalog:<id>} or {@code group:<name>}
 */
public record CustomerRealm(String value) {
    /** Returns the realm of one shop. */
    public static CustomerRealm of(CatalogId catalog) {
        return new CustomerRealm("catalog:" + catalog);
    }

    /** Returns the realm of a group of shops. */
    public static CustomerRealm of(CustomerGroup group) {
        return new CustomerRealm("group:" + group);
    }

    @Override
    public String toString() {
        return value;
    }
}
