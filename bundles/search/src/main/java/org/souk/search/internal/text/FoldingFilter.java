package org.souk.search.internal.text;

import java.io.IOException;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Applies {@link Folding} to every word of a token stream. */
final class FoldingFilter extends TokenFilter {
    private final CharTermAttribute word = addAttribute(CharTermAttribute.class);

    FoldingFilter(TokenStream words) {
        super(words);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        String before = word.toString();
        String after = Folding.fold(before);
        if (!after.equals(before)) {
            word.setEmpty().append(after);
        }
        return true;
    }
}
