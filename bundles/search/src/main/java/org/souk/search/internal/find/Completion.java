package org.souk.search.internal.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.souk.api.catalog.Product;
import org.souk.api.search.SearchQuery;
import org.souk.api.search.Suggestion;
import org.souk.search.internal.find.QueryText.Word;
import org.souk.search.internal.index.CatalogIndex;

/** Suggests completions for a text being typed, based on the products that match it best. */
final class Completion {
    private static final int CANDIDATES = 60;
    private static final int MAX_WORDS = 4;

    private final CatalogIndex index;
    private final QueryResult result;

    Completion(CatalogIndex index, QueryResult result) {
        this.index = index;
        this.result = result;
    }

    List<Suggestion> best(int limit) throws IOException {
        List<Product> products = products();
        List<Suggestion> suggestions = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String text : words(products)) {
            if (suggestions.size() < Math.min(MAX_WORDS, limit) && seen.add(text)) {
                suggestions.add(new Suggestion(text, null));
            }
        }
        for (Product product : products) {
            if (suggestions.size() < limit && seen.add(product.title())) {
                suggestions.add(new Suggestion(product.title(), product));
            }
        }
        return suggestions;
    }

    /** The best matching products, best first. */
    private List<Product> products() throws IOException {
        Hits hits = result.hits();
        Ranking ranking = new Ranking(index, null, SearchQuery.of("", CANDIDATES), true);
        for (int i = 0; i < hits.size(); i++) {
            ranking.offer(hits.position(i), hits.position(i), hits.score(i));
        }
        return ranking.items();
    }

    /** Completed texts, most frequent first. */
    private List<String> words(List<Product> products) {
        Optional<Word> last = result.typed().last();
        if (last.isEmpty()) {
            return List.of();
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Product product : products) {
            Correction correction = new Correction(index, product);
            for (String word : correction.written().keySet()) {
                if (completes(word, last.get())) {
                    counts.merge(text(correction, last.get(), word), 1, Integer::sum);
                }
            }
        }
        Set<List<String>> stems = new HashSet<>();
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                // suggests only one inflection of a word
                .filter(text -> stems.add(index.analyzer().words(text, true)))
                .toList();
    }

    private boolean completes(String word, Word last) {
        List<String> others = result.replacements().getOrDefault(last, List.of());
        return word.startsWith(last.folded()) && !word.equals(last.folded()) || others.contains(word);
    }

    private String text(Correction correction, Word last, String word) {
        StringBuilder text = new StringBuilder();
        for (QueryText.Part part : result.typed().parts()) {
            boolean end = part.words().contains(last);
            String written = end
                    ? correction.written().getOrDefault(word, word)
                    : correction
                            .of(new QueryText("", List.of(part)), result.replacements())
                            .orElse(part.text());
            text.append(text.isEmpty() ? "" : " ").append(written);
        }
        return text.toString();
    }
}
