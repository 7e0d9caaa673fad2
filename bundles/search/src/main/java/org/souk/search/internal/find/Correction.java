package org.souk.search.internal.find;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.souk.api.catalog.Product;
import org.souk.search.internal.find.QueryText.Part;
import org.souk.search.internal.find.QueryText.Word;
import org.souk.search.internal.index.CatalogIndex;
import org.souk.search.internal.index.ProductDocument;

/**
 * Writes the corrected search text after misspelled words were replaced. The index has only folded words and stems, which are not readable,
 * so this class takes the spelling of the replacements from a product that the corrected search found.
 */
final class Correction {
    private final CatalogIndex index;
    private final Map<String, String> written = new LinkedHashMap<>();

    Correction(CatalogIndex index, Product product) {
        this.index = index;
        add(product.title());
        ProductDocument.properties(product).forEach(this::add);
    }

    private void add(String text) {
        for (String word : text.split("[^\\p{L}\\p{N}\\p{M}'’]+")) {
            List<String> folded = index.analyzer().words(word, false);
            if (folded.size() == 1) {
                written.putIfAbsent(folded.get(0), lower(word));
            }
        }
    }

    /** Lower case, except that German nouns keep their capital. */
    private String lower(String word) {
        Locale locale = index.catalog().locale();
        return locale.getLanguage().equals("de") ? word : word.toLowerCase(locale);
    }

    /** The product's words by their folded form, in order. */
    Map<String, String> written() {
        return written;
    }

    /**
     * The text with misspelled words replaced; empty if nothing was replaced.
     *
     * @param replacements folded words of the index by misspelled word
     */
    Optional<String> of(QueryText typed, Map<Word, List<String>> replacements) {
        String corrected =
                typed.parts().stream().map(part -> of(part, replacements)).collect(Collectors.joining(" "));
        String before = typed.parts().stream().map(Part::text).collect(Collectors.joining(" "));
        return corrected.equals(before) ? Optional.empty() : Optional.of(corrected);
    }

    private String of(Part part, Map<Word, List<String>> replacements) {
        if (part.words().stream().allMatch(word -> stays(word, replacements))) {
            return part.text();
        }
        return part.words().stream().map(word -> of(word, replacements)).collect(Collectors.joining(" "));
    }

    private boolean stays(Word word, Map<Word, List<String>> replacements) {
        return !replacements.containsKey(word)
                || written.containsKey(word.folded())
                || word.last() && written.keySet().stream().anyMatch(w -> w.startsWith(word.folded()));
    }

    private String of(Word word, Map<Word, List<String>> replacements) {
        if (stays(word, replacements)) {
            return written.getOrDefault(word.folded(), word.folded());
        }
        List<String> others = replacements.getOrDefault(word, List.of(word.folded()));
        return others.stream()
                .filter(written::containsKey)
                .findFirst()
                .map(other -> written.getOrDefault(other, other))
                .orElse(others.get(0));
    }
}
