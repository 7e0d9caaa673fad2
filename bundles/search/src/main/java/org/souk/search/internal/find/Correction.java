package org.souk.search.internal.find;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.souk.api.catalog.Product;
import org.souk.search.internal.find.QueryText.Piece;
import org.souk.search.internal.find.QueryText.Word;
import org.souk.search.internal.index.CatalogIndex;
import org.souk.search.internal.index.ProductDocument;

/** Words as shoppers write them, taken from a product that was found. */
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

    /** German nouns keep their capital. */
    private String lower(String word) {
        Locale locale = index.catalog().locale();
        return locale.getLanguage().equals("de") ? word : word.toLowerCase(locale);
    }

    /** Words of the product by what they are folded to, in their order. */
    Map<String, String> written() {
        return written;
    }

    /** The text with the words that were taken for others replaced; empty if none was. */
    Optional<String> of(QueryText typed, Map<Word, List<String>> instead) {
        String corrected =
                typed.pieces().stream().map(piece -> of(piece, instead)).collect(Collectors.joining(" "));
        String before = typed.pieces().stream().map(Piece::text).collect(Collectors.joining(" "));
        return corrected.equals(before) ? Optional.empty() : Optional.of(corrected);
    }

    private String of(Piece piece, Map<Word, List<String>> instead) {
        if (piece.words().stream().allMatch(word -> stays(word, instead))) {
            return piece.text();
        }
        return piece.words().stream().map(word -> of(word, instead)).collect(Collectors.joining(" "));
    }

    private boolean stays(Word word, Map<Word, List<String>> instead) {
        return !instead.containsKey(word)
                || written.containsKey(word.folded())
                || word.last() && written.keySet().stream().anyMatch(w -> w.startsWith(word.folded()));
    }

    private String of(Word word, Map<Word, List<String>> instead) {
        if (stays(word, instead)) {
            return written.getOrDefault(word.folded(), word.folded());
        }
        List<String> others = instead.getOrDefault(word, List.of(word.folded()));
        return others.stream()
                .filter(written::containsKey)
                .findFirst()
                .map(other -> written.getOrDefault(other, other))
                .orElse(others.get(0));
    }
}
