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

/** One version's index. A product is known by its place in the shop's order. Safe for any thread until it is closed. */
public final class CatalogIndex implements AutoCloseable {
    private static final long FRESH_NANOS = 1_000_000_000;
    private static final long STALE_NANOS = 2 * FRESH_NANOS;
    private static final Members NOBODY = new Members(new int[0]);

    private final Catalog catalog;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Columns columns;
    private final int[] places;
    private final Map<String, Members> members;
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile @Nullable Bought bought;
    private volatile int @Nullable [] titles;

    private record Bought(BitSet places, long at) {
        boolean older(long nanos, LongSupplier clock) {
            return clock.getAsLong() - at >= nanos;
        }
    }

    /** Takes over the reader. */
    CatalogIndex(Catalog catalog, DirectoryReader reader) throws IOException {
        this.catalog = catalog;
        this.reader = reader;
        this.columns = new Columns(catalog.products());
        Map<String, Integer> all = byHandle(catalog);
        this.places = places(all, reader);
        this.members = members(all, catalog);
        this.searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new FieldWeights());
        // answers are cheap, and a cache would hold on to what is closed
        searcher.setQueryCache(null);
    }

    /** The version. */
    public Catalog catalog() {
        return catalog;
    }

    /** Its words. */
    public IndexSearcher searcher() {
        return searcher;
    }

    /** Cuts texts as its words were cut. */
    public ShopAnalyzer analyzer() {
        return ShopAnalyzer.of(catalog.locale());
    }

    /** Its properties. */
    public Columns columns() {
        return columns;
    }

    /** The product at a place. */
    public Product product(int place) {
        return catalog.products().get(place);
    }

    /** The place of a document's product. */
    public int place(int document) {
        return places[document];
    }

    /** The products of a collection; nobody if there is none. */
    public Members members(String handle) {
        return members.getOrDefault(handle, NOBODY);
    }

    private static Map<String, Members> members(Map<String, Integer> all, Catalog catalog) {
        Map<String, Members> members = new HashMap<>();
        for (ProductCollection collection : catalog.collections()) {
            int[] places = collection.products().stream()
                    .mapToInt(product -> all.getOrDefault(product.handle(), -1))
                    .filter(place -> place >= 0)
                    .toArray();
            members.put(collection.handle(), new Members(places));
        }
        return Map.copyOf(members);
    }

    /** By place, the rank of each product's title in the order of the language; equal titles share one. */
    public int[] titles() throws IOException {
        int[] known = titles;
        if (known == null) {
            known = new int[columns.size()];
            SortedDocValues keys = MultiDocValues.getSortedValues(reader, Fields.SORT);
            while (keys != null && keys.nextDoc() != SortedDocValues.NO_MORE_DOCS) {
                int place = places[keys.docID()];
                if (place >= 0) {
                    known[place] = keys.ordValue();
                }
            }
            titles = known;
        }
        return known;
    }

    /**
     * Places of the products that can be bought, as of a second ago where searches follow each other, and of two at the most. A large shop
     * takes some milliseconds to count: it is counted beside the searches, which take the last count meanwhile.
     *
     * @param available asked for each product whose stock matters
     * @param aside counts
     */
    public BitSet bought(IntPredicate available, Executor aside) {
        return bought(available, aside, System::nanoTime);
    }

    BitSet bought(IntPredicate available, Executor aside, LongSupplier clock) {
        Bought last = bought;
        if (last == null || last.older(STALE_NANOS, clock)) {
            return counted(available, clock);
        }
        if (last.older(FRESH_NANOS, clock) && counting.compareAndSet(false, true)) {
            aside.execute(() -> {
                try {
                    bought = new Bought(count(available), clock.getAsLong());
                } finally {
                    counting.set(false);
                }
            });
        }
        return last.places;
    }

    /** One counts, and those who come meanwhile wait for it. */
    private synchronized BitSet counted(IntPredicate available, LongSupplier clock) {
        Bought last = bought;
        if (last == null || last.older(STALE_NANOS, clock)) {
            last = new Bought(count(available), clock.getAsLong());
            bought = last;
        }
        return last.places;
    }

    private BitSet count(IntPredicate available) {
        BitSet found = new BitSet(columns.size());
        for (int place = 0; place < columns.size(); place++) {
            found.set(place, columns.always(place) || available.test(place));
        }
        return found;
    }

    DirectoryReader reader() {
        return reader;
    }

    private static int[] places(Map<String, Integer> all, DirectoryReader reader) throws IOException {
        int[] places = new int[reader.maxDoc()];
        Arrays.fill(places, -1);
        for (LeafReaderContext leaf : reader.leaves()) {
            BinaryDocValues handles = leaf.reader().getBinaryDocValues(Fields.HANDLE);
            while (handles != null && handles.nextDoc() != BinaryDocValues.NO_MORE_DOCS) {
                places[leaf.docBase + handles.docID()] =
                        all.getOrDefault(handles.binaryValue().utf8ToString(), -1);
            }
        }
        return places;
    }

    private static Map<String, Integer> byHandle(Catalog catalog) {
        Map<String, Integer> all = new HashMap<>(catalog.products().size() * 4 / 3 + 1);
        for (Product product : catalog.products()) {
            all.put(product.handle(), all.size());
        }
        return all;
    }

    /** Unmaps and closes its files. */
    @Override
    public void close() throws IOException {
        IOUtils.close(reader, reader.directory());
    }
}
