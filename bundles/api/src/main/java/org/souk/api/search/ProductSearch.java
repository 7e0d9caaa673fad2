package org.souk.api.search;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.LiveCatalog;

/**
 * Searches the products of one shop, in the shop's language. Answers from memory and local files, never from the database or the network.
 * Safe for any thread while the shop's lease is open.
 */
@ProviderType
public interface ProductSearch {
    /**
     * Returns a page of results. All words must match: exactly, in another inflection, or, for the last word, as a prefix. An unknown word
     * is replaced by the most similar known ones. The title counts more than vendor, type, tags and options, and these more than the
     * description; equal results keep the shop's order. A SKU or a barcode must match exactly. The text has no query syntax.
     *
     * <p>Prices are list prices, for a product that of its cheapest variant. Availability is at most about one second old.
     *
     * @return a page of results. It has no products if the collection or a filter is unknown, or the page is after the last one or, unless
     *     in the shop's own order, after {@link SearchQuery#MAX_DEPTH} products. Empty if the shop has no index yet, for some seconds
     */
    Optional<SearchPage> find(LiveCatalog shop, SearchQuery query);

    /**
     * Suggests completions for a text being typed: first completed words, then products. Also finds words with typing errors.
     *
     * @param text as typed so far; only the first {@link SearchQuery#MAX_CHARACTERS} characters are used
     * @param limit 1 to {@link #MAX_SUGGESTIONS}
     * @return best first, without duplicates; empty for a blank text, or if the shop has no index yet
     * @throws IllegalArgumentException if the limit is out of range
     */
    List<Suggestion> suggest(LiveCatalog shop, String text, int limit);

    /** Largest number of suggestions. */
    int MAX_SUGGESTIONS = 20;
}
