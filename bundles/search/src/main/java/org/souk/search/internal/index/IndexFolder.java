package org.souk.search.internal.index;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.search.internal.text.ShopAnalyzer;

/** Creates, updates and opens the files of an index. Files are written once and never changed. */
final class IndexFolder {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);

    /** Format version. An index of another format is not opened. Change it when fields, norms or languages change. */
    private static final String FORMAT = "2";

    private static final double BUFFER_MEGABYTES = 48;
    private static final double SMALL_MEGABYTES = 4;
    private static final int SEGMENTS_A_TIER = 4;

    private IndexFolder() {}

    /** Opens the index that an earlier process created for exactly this version; empty if there is none or it is damaged. */
    static Optional<DirectoryReader> open(Path folder, Catalog catalog) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        UnsyncedDirectory directory = new UnsyncedDirectory(folder);
        DirectoryReader reader = null;
        boolean whole = false;
        try {
            if (DirectoryReader.indexExists(directory)) {
                reader = DirectoryReader.open(directory);
                if (label(catalog).equals(reader.getIndexCommit().getUserData())
                        && reader.numDocs() == catalog.products().size()) {
                    for (LeafReaderContext leaf : reader.leaves()) {
                        ((CodecReader) leaf.reader()).checkIntegrity();
                    }
                    whole = true;
                    return Optional.of(reader);
                }
            }
        } catch (IOException | RuntimeException e) {
            // Lucene reports damage with many exceptions; the index can be rebuilt in any case
            LOG.info("Rebuilds the search index of {}: {}", catalog.id(), e.toString());
        } finally {
            if (!whole) {
                IOUtils.closeWhileHandlingException(reader, directory);
            }
        }
        return Optional.empty();
    }

    static DirectoryReader make(Path folder, Catalog catalog) throws IOException {
        clear(folder);
        return write(folder, catalog, IndexWriterConfig.OpenMode.CREATE, List.of(), catalog.products());
    }

    /**
     * Creates an index from another one, whose files are linked and stay unchanged.
     *
     * @param removed handles of products to delete
     * @param added products to add or replace
     */
    static DirectoryReader change(
            Path folder, Catalog catalog, DirectoryReader before, Collection<String> removed, List<Product> added)
            throws IOException {
        clear(folder);
        Path source = ((UnsyncedDirectory) before.directory()).path();
        for (String name : before.getIndexCommit().getFileNames()) {
            link(source.resolve(name), folder.resolve(name));
        }
        return write(folder, catalog, IndexWriterConfig.OpenMode.APPEND, removed, added);
    }

    private static DirectoryReader write(
            Path folder,
            Catalog catalog,
            IndexWriterConfig.OpenMode mode,
            Collection<String> removed,
            List<Product> added)
            throws IOException {
        UnsyncedDirectory directory = new UnsyncedDirectory(folder);
        boolean done = false;
        try {
            try (IndexWriter writer = new IndexWriter(directory, config(catalog.locale(), mode))) {
                for (String handle : removed) {
                    writer.deleteDocuments(ProductDocument.key(handle));
                }
                ProductDocument document = new ProductDocument(catalog.locale());
                for (Product product : added) {
                    if (mode == IndexWriterConfig.OpenMode.CREATE) {
                        writer.addDocument(document.of(product));
                    } else {
                        Term key = ProductDocument.key(product.handle());
                        writer.updateDocument(key, document.of(product));
                    }
                }
                writer.setLiveCommitData(label(catalog).entrySet());
                writer.commit();
            }
            DirectoryReader reader = DirectoryReader.open(directory);
            done = true;
            return reader;
        } finally {
            if (!done) {
                IOUtils.closeWhileHandlingException(directory);
            }
        }
    }

    private static IndexWriterConfig config(Locale locale, IndexWriterConfig.OpenMode mode) {
        TieredMergePolicy merges = new TieredMergePolicy();
        merges.setSegmentsPerTier(SEGMENTS_A_TIER);
        merges.setFloorSegmentMB(SMALL_MEGABYTES);
        merges.setNoCFSRatio(1);
        return new IndexWriterConfig(ShopAnalyzer.of(locale))
                .setOpenMode(mode)
                .setSimilarity(new FieldWeights())
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setUseCompoundFile(true)
                .setMergePolicy(merges)
                // merges in this thread, so that no merge continues after the version is live
                .setMergeScheduler(new SerialMergeScheduler());
    }

    private static Map<String, String> label(Catalog catalog) {
        return Map.of(
                "form", FORMAT,
                "digest", catalog.digest(),
                "language", catalog.locale().toLanguageTag());
    }

    private static void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | IOException e) {
            // the other folder is on another file system, or links are not supported
            Files.copy(from, to);
        }
    }

    private static void clear(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
