package org.souk.core.internal.store;

import org.souk.api.catalog.Catalog;
import org.souk.api.customer.CustomerRealm;

/** Whose customers those of a shop are. */
public interface CustomerRealms {
    /** Those of the group that it asks for and is in, else its own. */
    CustomerRealm of(Catalog catalog);
}
