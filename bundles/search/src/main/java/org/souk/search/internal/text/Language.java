package org.souk.search.internal.text;

import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;

/**
 * How texts of one language are prepared for search.
 *
 * @param spelling unifies spellings of the same word
 * @param stem reduces inflections to a common stem
 * @param fillers folded stop words, which do not describe a product
 */
record Language(UnaryOperator<TokenStream> spelling, UnaryOperator<TokenStream> stem, Set<String> fillers) {
    /** Used for languages without any support. */
    static final Language ANY = new Language(UnaryOperator.identity(), UnaryOperator.identity(), Set.of());

    static Language of(UnaryOperator<TokenStream> stem, CharArraySet fillers) {
        return of(UnaryOperator.identity(), stem, fillers);
    }

    static Language of(UnaryOperator<TokenStream> spelling, UnaryOperator<TokenStream> stem, CharArraySet fillers) {
        Set<String> folded = new HashSet<>();
        fillers.forEach(word -> folded.add(Folding.of(new String((char[]) word))));
        return new Language(spelling, stem, Set.copyOf(folded));
    }
}
