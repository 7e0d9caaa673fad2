package org.souk.search.internal.index;

import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.Similarity;

/**
 * Scores a match by the weight of its field, slightly less in long fields. It ignores how rare a word is: a product must contain all words
 * in any case, and among equal products the shop's own order is a better criterion.
 */
final class FieldWeights extends Similarity {
    private static final int MAX_LENGTH = 255;

    @Override
    public long computeNorm(FieldInvertState state) {
        return Math.max(1, Math.min(MAX_LENGTH, state.getLength()));
    }

    @Override
    public SimScorer scorer(float boost, CollectionStatistics field, TermStatistics... terms) {
        return new SimScorer() {
            @Override
            public float score(float frequency, long length) {
                return boost * (0.8f + 0.2f / (float) Math.sqrt(Math.max(1, length)));
            }
        };
    }
}
