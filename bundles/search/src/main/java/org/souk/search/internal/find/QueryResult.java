package org.souk.search.internal.find;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.souk.search.internal.find.QueryText.Word;
import org.souk.search.internal.index.CatalogIndex;

/**
 * The result of a text search. Words that the index does not have are replaced by similar ones. If no product matches even so, words that
 * the index has may be replaced too.
 *
 * @param replacements similar words by misspelled word
 */
record QueryResult(QueryText typed, Hits hits, Map<Word, List<String>> replacements) {
    static QueryResult of(CatalogIndex index, String text) throws IOException {
        QueryText typed = QueryText.of(text, index.analyzer());
        TextQueryBuilder strict = new TextQueryBuilder(index, typed, false);
        Hits hits = hits(index, strict);
        if (hits.size() > 0 || strict.correctedAll()) {
            return new QueryResult(typed, hits, strict.replacements());
        }
        TextQueryBuilder tolerant = new TextQueryBuilder(index, typed, true);
        return new QueryResult(typed, hits(index, tolerant), tolerant.replacements());
    }

    private static Hits hits(CatalogIndex index, TextQueryBuilder wording) throws IOException {
        return Hits.of(index, wording.query().orElseGet(MatchNoDocsQuery::new));
    }
}
