package org.souk.search.internal.index;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.search.internal.text.Fields;
import org.souk.search.internal.text.ShopAnalyzer;

/**
 * The index of one catalog version. A product is identified by its position in the catalog's list. Safe for any thread until it is closed.
 */
public final class CatalogIndex implements AutoCloseable {
    private static final long FRESH_NANOS = 1_000_000_000;
    private static final long STALE_NANOS = 2 * FRESH_NANOS;
    private static final CollectionMembers NO_MEMBERS = new CollectionMembers(new int[0]);

    private final Catalog catalog;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final ProductColumns columns;
    private final int[] positions;
    private final Map<String, CollectionMembers> members;
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile @Nullable Purchasable purchasable;
    private volatile int @Nullable [] titles;

    private record Purchasable(BitSet positions, long at) {
        boolean older(long nanos, LongSupplier clock) {
            return clock.getAsLong() - at >= nanos;
        }
    }

    CatalogIndex(Catalog catalog, DirectoryReader reader) throws IOException {
        this.catalog = catalog;
        this.reader = reader;
        this.columns = new ProductColumns(catalog.products());
        Map<String, Integer> all = byHandle(catalog);
        this.positions = positions(all, reader);
        this.members = members(all, catalog);
        this.searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new FieldWeights());
        // queries are cheap, and the shared cache would keep closed indexes in memory
        searcher.setQueryCache(null);
    }

    public Catalog catalog() {
        return catalog;
    }

    public IndexSearcher searcher() {
        return searcher;
    }

    /** The analyzer with which the products were indexed. */
    public ShopAnalyzer analyzer() {
        return ShopAnalyzer.of(catalog.locale());
    }

    public ProductColumns columns() {
        return columns;
    }

    public Product product(int position) {
        return catalog.products().get(position);
    }

    /** The position of the product of a Lucene document. */
    public int position(int document) {
        return positions[document];
    }

    /** The products of a collection; empty if there is no such collection. */
    public CollectionMembers members(String handle) {
        return members.getOrDefault(handle, NO_MEMBERS);
    }

    private static Map<String, CollectionMembers> members(Map<String, Integer> all, Catalog catalog) {
        Map<String, CollectionMembers> members = new HashMap<>();
        for (ProductCollection collection : catalog.collections()) {
            int[] positions = collection.products().stream()
                    .mapToInt(product -> all.getOrDefault(product.handle(), -1))
                    .filter(position -> position >= 0)
                    .toArray();
            members.put(collection.handle(), new CollectionMembers(positions));
        }
        return Map.copyOf(members);
    }

    /** By position, the alphabetical rank of each title in the catalog's language; equal titles have equal ranks. */
    public int[] titles() throws IOException {
        int[] known = titles;
        if (known == null) {
            known = new int[columns.size()];
            SortedDocValues keys = MultiDocValues.getSortedValues(reader, Fields.SORT);
            while (keys != null && keys.nextDoc() != SortedDocValues.NO_MORE_DOCS) {
                int position = positions[keys.docID()];
                if (position >= 0) {
                    known[position] = keys.ordValue();
                }
            }
            titles = known;
        }
        return known;
    }

    /**
     * The positions of products that can be bought, at most two seconds old, or one second if searches follow each other. Counting a large
     * shop takes some milliseconds, so a background task counts while searches use the previous result.
     *
     * @param available called for each product that depends on its stock
     * @param executor runs the background task
     */
    public BitSet purchasable(IntPredicate available, Executor executor) {
        return purchasable(available, executor, System::nanoTime);
    }

    BitSet purchasable(IntPredicate available, Executor executor, LongSupplier clock) {
        Purchasable last = purchasable;
        if (last == null || last.older(STALE_NANOS, clock)) {
            return counted(available, clock);
        }
        if (last.older(FRESH_NANOS, clock) && counting.compareAndSet(false, true)) {
            executor.execute(() -> {
                try {
                    purchasable = new Purchasable(count(available), clock.getAsLong());
                } finally {
                    counting.set(false);
                }
            });
        }
        return last.positions;
    }

    /** Counts the products that can be bought. Only one thread counts; concurrent callers wait for its result. */
    private synchronized BitSet counted(IntPredicate available, LongSupplier clock) {
        Purchasable last = purchasable;
        if (last == null || last.older(STALE_NANOS, clock)) {
            last = new Purchasable(count(available), clock.getAsLong());
            purchasable = last;
        }
        return last.positions;
    }

    private BitSet count(IntPredicate available) {
        BitSet found = new BitSet(columns.size());
        for (int position = 0; position < columns.size(); position++) {
            found.set(position, columns.always(position) || available.test(position));
        }
        return found;
    }

    DirectoryReader reader() {
        return reader;
    }

    private static int[] positions(Map<String, Integer> all, DirectoryReader reader) throws IOException {
        int[] positions = new int[reader.maxDoc()];
        Arrays.fill(positions, -1);
        for (LeafReaderContext leaf : reader.leaves()) {
            BinaryDocValues handles = leaf.reader().getBinaryDocValues(Fields.HANDLE);
            while (handles != null && handles.nextDoc() != BinaryDocValues.NO_MORE_DOCS) {
                positions[leaf.docBase + handles.docID()] =
                        all.getOrDefault(handles.binaryValue().utf8ToString(), -1);
            }
        }
        return positions;
    }

    private static Map<String, Integer> byHandle(Catalog catalog) {
        Map<String, Integer> all = new HashMap<>(catalog.products().size() * 4 / 3 + 1);
        for (Product product : catalog.products()) {
            all.put(product.handle(), all.size());
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(reader, reader.directory());
    }
}
