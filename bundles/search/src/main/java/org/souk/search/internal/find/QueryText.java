package org.souk.search.internal.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.souk.api.search.SearchQuery;
import org.souk.search.internal.text.ShopAnalyzer;

/**
 * What a shopper typed, cut into words. No character of it has a meaning of its own.
 *
 * @param whole the text in lower case: a SKU may have spaces
 * @param pieces what stands between spaces
 */
record QueryText(String whole, List<Piece> pieces) {
    /**
     * What stands between two spaces: a SKU, a word, or words with a hyphen.
     *
     * @param text as it was typed
     * @param words of which it consists; none for a sign alone
     */
    record Piece(String text, List<Word> words) {}

    /**
     * A word.
     *
     * @param folded without case and accents
     * @param stem without inflection
     * @param last whether it may go on
     */
    record Word(String folded, String stem, boolean last) {}

    static QueryText of(String text, ShopAnalyzer analyzer) {
        String bounded = text.length() > SearchQuery.LONGEST ? text.substring(0, SearchQuery.LONGEST) : text;
        String[] parts = bounded.strip().split("\\s+");
        List<Piece> pieces = new ArrayList<>();
        int left = SearchQuery.MOST_WORDS;
        int end = Math.min(parts.length, SearchQuery.MOST_WORDS);
        for (int i = 0; i < end && left > 0; i++) {
            List<String> folded = analyzer.words(parts[i], false);
            List<String> stems = analyzer.words(parts[i], true);
            List<Word> words = new ArrayList<>();
            for (int k = 0; k < folded.size() && left > 0; k++, left--) {
                boolean last = i == end - 1 && k == folded.size() - 1;
                words.add(new Word(folded.get(k), k < stems.size() ? stems.get(k) : folded.get(k), last));
            }
            pieces.add(new Piece(parts[i], List.copyOf(words)));
        }
        return new QueryText(bounded.strip().toLowerCase(Locale.ROOT), withoutFillers(pieces, analyzer));
    }

    /** The last word of all; it may be unfinished. */
    java.util.Optional<Word> last() {
        return pieces.stream()
                .flatMap(piece -> piece.words().stream())
                .filter(Word::last)
                .findFirst();
    }

    /** Articles and the like need not be in a product, unless there is nothing else. */
    private static List<Piece> withoutFillers(List<Piece> pieces, ShopAnalyzer analyzer) {
        List<Piece> telling = pieces.stream()
                .filter(piece -> piece.words().stream().anyMatch(word -> !analyzer.filler(word.folded())))
                .toList();
        return telling.isEmpty() ? List.copyOf(pieces) : telling;
    }
}
