package org.souk.search.internal.text;

import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;

/**
 * How a language is searched.
 *
 * @param spelling brings ways to write one word together; for words of any kind
 * @param stem brings inflections of one word together
 * @param fillers folded words that say nothing of a product
 */
record Language(UnaryOperator<TokenStream> spelling, UnaryOperator<TokenStream> stem, Set<String> fillers) {
    /** One of which nothing is known. */
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
