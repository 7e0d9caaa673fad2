package org.souk.api.search;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.souk.api.catalog.LiveCatalog;

/**
 * Finds products of one shop, in the language of its catalog. Answers from memory and local files, never from the database or a network;
 * safe for any thread as long as the shop's lease is held.
 */
@ProviderType
public interface ProductSearch {
    /**
     * The page asked for. All words must fit: whole, in another inflection, or as the beginning of the last; a word that the shop does not
     * know is taken for the ones most like it. Title counts more than vendor, type, tags and options, these more than the description; among
     * equals the shop's own order decides. A SKU or a barcode is found whole. The text is never parsed: no character has a meaning.
     *
     * <p>Prices are the catalog's list prices, a product's that of its cheapest variant; availability is that of the container at most about
     * a second ago.
     *
     * @return a page with no products if the collection or a filter is unknown, the page is beyond the last, or it lies deeper than
     *     {@link SearchQuery#DEEPEST} in an order other than the shop's own; empty if the shop has no index yet, which passes within seconds
     */
    Optional<SearchPage> find(LiveCatalog shop, SearchQuery query);

    /**
     * What somebody may be about to type: the words begun completed, then products. Typing errors are forgiven.
     *
     * @param text as typed so far; at most {@link SearchQuery#LONGEST} characters of it count
     * @param limit 1 to {@link #MOST_SUGGESTIONS}
     * @return best first, each text once; none for a blank text, or if the shop has no index yet
     * @throws IllegalArgumentException if the limit is out of range
     */
    List<Suggestion> suggest(LiveCatalog shop, String text, int limit);

    /** Most suggestions for one text. */
    int MOST_SUGGESTIONS = 20;
}
