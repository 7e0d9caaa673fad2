package org.souk.search.internal.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.souk.api.search.SearchQuery;
import org.souk.common.text.TextNormalizer;
import org.souk.search.internal.text.ShopAnalyzer;

/**
 * A search text, split into words. No character has a special meaning.
 *
 * @param whole the text in lower case, because a SKU may contain spaces
 * @param parts the text split at spaces
 */
record QueryText(String whole, List<Part> parts) {
    /**
     * A part between spaces: a SKU, a word, or words with a hyphen.
     *
     * @param words its words; empty if it consists of signs only
     */
    record Part(String text, List<Word> words) {}

    /**
     * A word.
     *
     * @param folded in lower case without accents
     * @param stem without inflection
     * @param last whether it is the last word of the text, which may be incomplete
     */
    record Word(String folded, String stem, boolean last) {}

    static QueryText of(String text, ShopAnalyzer analyzer) {
        String bounded =
                text.length() > SearchQuery.MAX_CHARACTERS ? text.substring(0, SearchQuery.MAX_CHARACTERS) : text;
        String[] texts = TextNormalizer.caseKey(bounded).split(" ");
        List<Part> parts = new ArrayList<>();
        int left = SearchQuery.MAX_WORDS;
        int end = Math.min(texts.length, SearchQuery.MAX_WORDS);
        for (int i = 0; i < end && left > 0; i++) {
            List<String> folded = analyzer.words(texts[i], false);
            List<String> stems = analyzer.words(texts[i], true);
            List<Word> words = new ArrayList<>();
            for (int k = 0; k < folded.size() && left > 0; k++, left--) {
                boolean last = i == end - 1 && k == folded.size() - 1;
                words.add(new Word(folded.get(k), k < stems.size() ? stems.get(k) : folded.get(k), last));
            }
            parts.add(new Part(texts[i], List.copyOf(words)));
        }
        return new QueryText(TextNormalizer.clean(bounded).toLowerCase(Locale.ROOT), withoutFillers(parts, analyzer));
    }

    /** The last word, which may be incomplete. */
    Optional<Word> last() {
        return parts.stream()
                .flatMap(part -> part.words().stream())
                .filter(Word::last)
                .findFirst();
    }

    /** Removes stop words, unless there are no other words. */
    private static List<Part> withoutFillers(List<Part> parts, ShopAnalyzer analyzer) {
        List<Part> telling = parts.stream()
                .filter(part -> part.words().stream().anyMatch(word -> !analyzer.filler(word.folded())))
                .toList();
        return telling.isEmpty() ? List.copyOf(parts) : telling;
    }
}
