package org.souk.search.internal.index;

import java.io.IOException;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.money.Money;

/**
 * The index of one product, written nowhere: it loads Lucene and fills its tables, which takes over a second in a new process. It runs
 * beside the start of the other rooms, so that the first shop does not wait for it.
 */
final class Rehearsal implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final Currency ANY = Currency.getInstance("EUR");
    private static final Product.Image IMAGE = new Product.Image("x.svg", "");
    private static final Variant VARIANT = new Variant(
            new Sku("x"), Map.of(), Money.zero(ANY), Money.zero(ANY), false, 0, false, 0, false, false, "", IMAGE);
    private static final Product PRODUCT = new Product(
            "x",
            "Words of a title",
            "<p>and a text</p>",
            "",
            "",
            Set.of(),
            List.of(),
            List.of(VARIANT),
            List.of(),
            "",
            "");

    static void start() {
        Thread thread = new Thread(new Rehearsal(), "souk-search-rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        Locale locale = Locale.ENGLISH;
        IndexWriterConfig config = IndexFolder.config(locale, IndexWriterConfig.OpenMode.CREATE);
        try (ByteBuffersDirectory nowhere = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(nowhere, config)) {
                writer.addDocument(new ProductDocument(locale).of(PRODUCT));
            }
            DirectoryReader.open(nowhere).close();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The search cannot index; shops will be refused for the same reason", e);
        }
    }
}
