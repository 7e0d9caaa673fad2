package org.souk.storefront.internal.search;

import org.souk.api.catalog.LiveCatalog;

/** Finds products of one shop; from memory, safe for any thread. */
public interface ProductSearch {
    /** The page asked for; an unknown collection or filter finds nothing, a page beyond the last is empty. */
    SearchPage find(LiveCatalog shop, SearchQuery query);
}
