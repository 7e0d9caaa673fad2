package org.souk.search.internal.find;

import java.io.IOException;
import java.util.function.Predicate;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * Looks up terms of undeleted documents. After an update of the index, Lucene's own term statistics include deleted documents until
 * segments are merged.
 */
final class LiveTerms {
    private final IndexReader reader;

    LiveTerms(IndexReader reader) {
        this.reader = reader;
    }

    boolean has(Term term) throws IOException {
        return any(term.field(), terms -> terms.seekExact(term.bytes()), found -> false);
    }

    /** Whether there is a longer term with that prefix. */
    boolean hasLonger(String field, String text) throws IOException {
        BytesRef start = new BytesRef(text);
        return any(field, terms -> longer(terms, start), found -> StringHelper.startsWith(found, start));
    }

    private static boolean longer(TermsEnum terms, BytesRef start) throws IOException {
        TermsEnum.SeekStatus status = terms.seekCeil(start);
        boolean there =
                status == TermsEnum.SeekStatus.FOUND ? terms.next() != null : status == TermsEnum.SeekStatus.NOT_FOUND;
        return there && StringHelper.startsWith(terms.term(), start);
    }

    /** The number of undeleted documents with the current term in one segment, at most {@code most}. */
    static int count(LeafReader leaf, TermsEnum terms, int most) throws IOException {
        if (leaf.getLiveDocs() == null) {
            return Math.min(most, terms.docFreq());
        }
        int count = 0;
        PostingsEnum postings = terms.postings(null, PostingsEnum.NONE);
        while (count < most && postings.nextDoc() != PostingsEnum.NO_MORE_DOCS) {
            count += leaf.getLiveDocs().get(postings.docID()) ? 1 : 0;
        }
        return count;
    }

    private interface Seek {
        boolean to(TermsEnum terms) throws IOException;
    }

    private boolean any(String field, Seek first, Predicate<BytesRef> goesOn) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            Terms terms = leaf.reader().terms(field);
            if (terms != null) {
                TermsEnum found = terms.iterator();
                for (boolean there = first.to(found); there; ) {
                    if (count(leaf.reader(), found, 1) > 0) {
                        return true;
                    }
                    // only a prefix can match further terms
                    there = goesOn.test(found.term()) && found.next() != null && goesOn.test(found.term());
                }
            }
        }
        return false;
    }
}
