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

/** Collects positions and scores of the products that match a query. */
final class Hits extends SimpleCollector {
    private final CatalogIndex index;
    private int[] positions = new int[64];
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

    int position(int at) {
        return positions[at];
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
        int position = index.position(base + document);
        if (position < 0 || scorer == null) {
            return;
        }
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, size * 2);
            scores = Arrays.copyOf(scores, size * 2);
        }
        positions[size] = position;
        scores[size++] = scorer.score();
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE;
    }
}
