package org.souk.search.internal.find;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;
import org.souk.search.internal.index.CatalogIndex;

/** Places of the products that fit a query, and how well. */
final class Hits extends SimpleCollector {
    private final CatalogIndex index;
    private int[] places = new int[64];
    private float[] scores = new float[64];
    private int size;
    private int base;
    private @Nullable Scorable scorer;

    private Hits(CatalogIndex index) {
        this.index = index;
    }

    static Hits of(CatalogIndex index, Query query) throws IOException {
        Hits hits = new Hits(index);
        index.searcher().search(query, hits);
        return hits;
    }

    int size() {
        return size;
    }

    int place(int at) {
        return places[at];
    }

    float score(int at) {
        return scores[at];
    }

    @Override
    public void setScorer(Scorable scorer) {
        this.scorer = scorer;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) {
        base = leaf.docBase;
    }

    @Override
    public void collect(int document) throws IOException {
        int place = index.place(base + document);
        if (place < 0 || scorer == null) {
            return;
        }
        if (size == places.length) {
            places = Arrays.copyOf(places, size * 2);
            scores = Arrays.copyOf(scores, size * 2);
        }
        places[size] = place;
        scores[size++] = scorer.score();
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE;
    }
}
