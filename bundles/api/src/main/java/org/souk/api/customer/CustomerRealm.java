package org.souk.api.customer;

import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CustomerGroup;

/**
 * A set of customer accounts: one shop's, or those shared by a group of shops. An e-mail address has at most one account in each realm; accounts in
 * different realms are unrelated.
 *
 * @param value {@code catalog:<id>} or {@code group:<name>}
 */
public record CustomerRealm(String value) {
    /** The realm of one shop. */
    public static CustomerRealm of(CatalogId catalog) {
        return new CustomerRealm("catalog:" + catalog);
    }

    /** The realm of a group of shops. */
    public static CustomerRealm of(CustomerGroup group) {
        return new CustomerRealm("group:" + group);
    }

    @Override
    public String toString() {
        return value;
    }
}
