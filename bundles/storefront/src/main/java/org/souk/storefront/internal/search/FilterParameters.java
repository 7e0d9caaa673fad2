package org.souk.storefront.internal.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.souk.api.search.Facet;
import org.souk.common.text.TextNormalizer;
import org.souk.storefront.internal.web.Form;
import org.souk.storefront.internal.web.RequestProblem;

/** Reads the filters of a list of products from a query, for pages and the JSON API alike. */
public final class FilterParameters {
    private static final Set<String> INDEXED = Set.of(Facet.VENDOR, Facet.TYPE, Facet.TAG);

    private FilterParameters() {}

    /** Whether a parameter is a filter by a text that the index has of each product. */
    public static boolean isIndexed(String name) {
        return INDEXED.contains(name) || name.startsWith(Facet.OPTION);
    }

    /**
     * The values of each filter that has any, in the order of the query; blank values are ignored.
     *
     * @throws RequestProblem 400 if there are too many parameters, or a value cannot be decoded
     */
    public static Map<String, List<String>> read(Form query, Predicate<String> isFilter) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (String name : query.names()) {
            if (isFilter.test(name)) {
                List<String> values = query.all(name).stream()
                        .map(TextNormalizer::caseKey)
                        .filter(value -> !value.isEmpty())
                        .toList();
                if (!values.isEmpty()) {
                    filters.put(name, values);
                }
            }
        }
        return filters;
    }
}
