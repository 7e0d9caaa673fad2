package org.souk.search.internal.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.souk.search.internal.find.QueryText.Part;
import org.souk.search.internal.find.QueryText.Word;
import org.souk.search.internal.index.CatalogIndex;
import org.souk.search.internal.text.Fields;

/** Builds the Lucene query for a search text. All words must match; unknown ones are replaced by similar words. */
final class TextQueryBuilder {
    private static final float CODE = 100;

    /** The least letters of an incomplete word to search descriptions for: most contain shorter prefixes. */
    private static final int BEGUN_IN_TEXT = 3;

    private final LiveTerms terms;
    private final Spelling spelling;
    private final QueryText typed;
    private final boolean tolerant;
    private final Map<Word, List<String>> replacements = new HashMap<>();
    private boolean corrected = true;

    /**
     * @param tolerant whether words that the index has may be replaced too
     */
    TextQueryBuilder(CatalogIndex index, QueryText typed, boolean tolerant) {
        IndexReader reader = index.searcher().getIndexReader();
        this.terms = new LiveTerms(reader);
        this.spelling = new Spelling(reader);
        this.typed = typed;
        this.tolerant = tolerant;
    }

    /** The query; empty if nothing can match. */
    Optional<Query> query() throws IOException {
        List<Query> all = new ArrayList<>();
        boolean impossible = false;
        for (Part part : typed.parts()) {
            if (part.words().isEmpty() && code(part.text()).isEmpty()) {
                continue;
            }
            Optional<Query> one = piece(part);
            one.ifPresent(all::add);
            impossible |= one.isEmpty();
        }
        Optional<Query> words = impossible ? Optional.empty() : both(all);
        Optional<Query> code = typed.parts().size() > 1 ? code(typed.whole()) : Optional.empty();
        return either(words, code);
    }

    /** The replacements for each misspelled word; call it after {@link #query}. */
    Map<Word, List<String>> replacements() {
        return replacements;
    }

    /** Whether all words could already be replaced, so that a tolerant search would find nothing more; call it after {@link #query}. */
    boolean correctedAll() {
        return corrected;
    }

    private Optional<Query> piece(Part part) throws IOException {
        List<Query> all = new ArrayList<>();
        Optional<Query> code = code(part.text());
        for (Word word : part.words()) {
            // if the whole part is a known SKU, its words are not corrected
            Optional<Query> one = word(word, code.isEmpty());
            if (one.isEmpty()) {
                return code;
            }
            all.add(one.get());
        }
        return either(both(all), code);
    }

    private Optional<Query> code(String text) throws IOException {
        Term term = new Term(Fields.CODE, text.toLowerCase(Locale.ROOT));
        return term.bytes().length < 1_000 && terms.has(term)
                ? Optional.of(new BoostQuery(new TermQuery(term), CODE))
                : Optional.empty();
    }

    private Optional<Query> word(Word word, boolean others) throws IOException {
        List<Query> any = new ArrayList<>();
        whole(word, any);
        boolean known = !any.isEmpty();
        if (word.last() || !known) {
            begun(word, any);
            known = !any.isEmpty();
        }
        corrected &= !known || tolerant;
        if (others && (!known || tolerant)) {
            near(word, any);
        }
        return any.isEmpty() ? Optional.empty() : Optional.of(new DisjunctionMaxQuery(any, 0));
    }

    private void whole(Word word, List<Query> any) throws IOException {
        boolean inflected = !word.stem().equals(word.folded());
        // every clause takes time, so the word itself is only searched if it differs from its stem
        if (inflected) {
            add(any, Fields.TITLE_WORDS, word.folded(), 12);
            add(any, Fields.ABOUT_WORDS, word.folded(), 6);
        }
        add(any, Fields.TITLE, word.stem(), inflected ? 11.5f : 12);
        add(any, Fields.ABOUT, word.stem(), inflected ? 5.5f : 6);
        add(any, Fields.TEXT, word.stem(), 2);
    }

    private void begun(Word word, List<Query> any) throws IOException {
        addBegun(any, Fields.TITLE_WORDS, word.folded(), 8);
        addBegun(any, Fields.ABOUT_WORDS, word.folded(), 4);
        if (word.folded().length() >= BEGUN_IN_TEXT) {
            addBegun(any, Fields.TEXT, word.folded(), 1);
        }
        if (word.folded().chars().anyMatch(Character::isDigit)) {
            addBegun(any, Fields.CODE, word.folded(), 3);
        }
    }

    private void near(Word word, List<Query> any) throws IOException {
        List<String> found = spelling.near(word.folded(), false);
        if (found.isEmpty() && word.last()) {
            found = spelling.near(word.folded(), true);
        }
        if (!found.isEmpty()) {
            replacements.put(word, found);
        }
        for (String other : found) {
            add(any, Fields.TITLE_WORDS, other, 6);
            add(any, Fields.ABOUT_WORDS, other, 3);
            add(any, Fields.TEXT, other, 0.5f);
        }
    }

    private void add(List<Query> any, String field, String text, float weight) throws IOException {
        Term term = new Term(field, text);
        if (terms.has(term)) {
            any.add(new BoostQuery(new TermQuery(term), weight));
        }
    }

    private void addBegun(List<Query> any, String field, String text, float weight) throws IOException {
        if (terms.hasLonger(field, text)) {
            boolean letter = text.codePointCount(0, text.length()) == 1;
            Query begun = letter
                    ? new ConstantScoreQuery(new TermQuery(new Term(Fields.first(field), text)))
                    : new PrefixQuery(new Term(field, text));
            any.add(new BoostQuery(begun, weight));
        }
    }

    private static Optional<Query> both(List<Query> all) {
        if (all.size() <= 1) {
            return all.stream().findFirst();
        }
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        all.forEach(query -> builder.add(query, Occur.MUST));
        return Optional.of(builder.build());
    }

    private static Optional<Query> either(Optional<Query> one, Optional<Query> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return Optional.of(new DisjunctionMaxQuery(List.of(one.get(), other.get()), 0));
    }
}
