package org.souk.core.internal.store;

import org.souk.api.catalog.Catalog;
import org.souk.api.customer.CustomerRealm;

/** Determines which customer accounts a shop uses. */
public interface CustomerRealms {
    /**
     * Returns the realm of the group that the catalog asks for, if the operator lists the catalog in it; else the realm of this shop alone.
     */
    CustomerRealm of(Catalog catalog);
}
