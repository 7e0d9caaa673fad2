package org.souk.search.internal.text;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.miscellaneous.LimitTokenCountFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;

/** Splits texts of one language into words. One instance serves all catalogs of a language; safe for any thread. */
public final class ShopAnalyzer extends Analyzer {
    private static final int MAX_WORDS = 20_000;
    private static final int MAX_WORD_LENGTH = 100;
    private static final Map<String, ShopAnalyzer> ALL = new ConcurrentHashMap<>();

    private final String code;
    private final Language language;

    private ShopAnalyzer(String code) {
        super(PER_FIELD_REUSE_STRATEGY);
        this.code = code;
        this.language = Languages.of(code);
    }

    public static ShopAnalyzer of(Locale locale) {
        return ALL.computeIfAbsent(locale.getLanguage(), ShopAnalyzer::new);
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer cut = new StandardTokenizer();
        cut.setMaxTokenLength(MAX_WORD_LENGTH);
        TokenStream lower =
                code.equals("tr") || code.equals("az") ? new TurkishLowerCaseFilter(cut) : new LowerCaseFilter(cut);
        TokenStream words = language.spelling().apply(lower);
        if (Fields.stemmed(field)) {
            words = language.stem().apply(words);
        }
        TokenStream folded = new LimitTokenCountFilter(new FoldingFilter(words), MAX_WORDS);
        return new TokenStreamComponents(cut, Fields.firsts(field) ? new EdgeNGramTokenFilter(folded, 1) : folded);
    }

    @Override
    protected Reader initReader(String field, Reader reader) {
        return field.equals(Fields.TEXT) ? new HTMLStripCharFilter(reader) : reader;
    }

    /** The words of a text in their order, folded, and with {@code stems} also reduced to their stems. */
    public List<String> words(String text, boolean stems) {
        List<String> words = new ArrayList<>();
        try (TokenStream stream = tokenStream(stems ? Fields.TITLE : Fields.TITLE_WORDS, text)) {
            CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                words.add(word.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
        return words;
    }

    /** Whether a folded word is a stop word, such as an article. */
    public boolean filler(String word) {
        return language.fillers().contains(word);
    }
}
