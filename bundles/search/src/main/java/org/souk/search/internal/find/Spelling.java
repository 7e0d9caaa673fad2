package org.souk.search.internal.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.apache.lucene.util.automaton.Operations;
import org.souk.search.internal.text.Fields;

/** Finds the indexed words that are most similar to a misspelled one. Swapped letters count as one error. */
final class Spelling {
    private static final int MAX_WORDS = 8;
    private static final int MAX_LOOKED_AT = 5_000;
    private static final int MAX_COUNTED = 10_000;
    private static final int MAX_LETTERS = 40;
    private static final int WORK = 10_000;

    private final IndexReader reader;

    Spelling(IndexReader reader) {
        this.reader = reader;
    }

    /**
     * The words with the fewest errors, most frequent first. Words of titles and properties precede those of descriptions.
     *
     * @param begun whether the word may be incomplete
     */
    List<String> near(String word, boolean begun) throws IOException {
        for (List<String> fields : List.of(List.of(Fields.TITLE_WORDS, Fields.ABOUT_WORDS), List.of(Fields.TEXT))) {
            for (int errors = 1; errors <= forgiven(word); errors++) {
                List<String> found = near(word, errors, begun, fields);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    /** The errors that are corrected in a word. Numbers are never corrected: 16 does not mean 18. */
    private static int forgiven(String word) {
        int letters = word.codePointCount(0, word.length());
        if (letters < 4 || letters > MAX_LETTERS || word.chars().anyMatch(Character::isDigit)) {
            return 0;
        }
        return letters < 8 ? 1 : 2;
    }

    private List<String> near(String word, int errors, boolean begun, List<String> fields) throws IOException {
        Automaton like = new LevenshteinAutomata(word, true).toAutomaton(errors);
        if (begun) {
            like = Operations.determinize(Operations.concatenate(like, Automata.makeAnyString()), WORK);
        }
        CompiledAutomaton compiled = new CompiledAutomaton(like, !begun, true);
        Map<String, Integer> counts = new HashMap<>();
        for (String field : fields) {
            for (LeafReaderContext leaf : reader.leaves()) {
                Terms terms = leaf.reader().terms(field);
                if (terms != null) {
                    count(leaf.reader(), compiled.getTermsEnum(terms), counts);
                }
            }
        }
        List<String> best = new ArrayList<>(counts.keySet());
        best.sort(Comparator.comparing((String term) -> -counts.getOrDefault(term, 0))
                .thenComparing(Comparator.naturalOrder()));
        return List.copyOf(best.subList(0, Math.min(MAX_WORDS, best.size())));
    }

    private static void count(LeafReader leaf, TermsEnum found, Map<String, Integer> counts) throws IOException {
        for (BytesRef term = found.next(); term != null && counts.size() < MAX_LOOKED_AT; term = found.next()) {
            int count = LiveTerms.count(leaf, found, MAX_COUNTED);
            if (count > 0) {
                counts.merge(term.utf8ToString(), count, Integer::sum);
            }
        }
    }
}
