package org.souk.search.internal.find;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.souk.search.internal.find.QueryText.Word;
import org.souk.search.internal.index.CatalogIndex;

/**
 * What a text found. Typing errors are forgiven where a word is unknown; where the words are known but nothing has them all, of all words.
 *
 * @param instead words that were taken for others
 */
record QueryResult(QueryText typed, Hits hits, Map<Word, List<String>> instead) {
    static QueryResult up(CatalogIndex index, String text) throws IOException {
        QueryText typed = QueryText.of(text, index.analyzer());
        Wording strict = new Wording(index, typed, false);
        Hits hits = hits(index, strict);
        if (hits.size() > 0 || strict.forgaveAll()) {
            return new QueryResult(typed, hits, strict.instead());
        }
        Wording forgiving = new Wording(index, typed, true);
        return new QueryResult(typed, hits(index, forgiving), forgiving.instead());
    }

    private static Hits hits(CatalogIndex index, Wording wording) throws IOException {
        Optional<Query> query = wording.query();
        return Hits.of(index, query.orElseGet(MatchNoDocsQuery::new));
    }
}
