package org.souk.search.internal.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.util.IOUtils;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.Product;

/**
 * Prepares the search index of a catalog version: reuses the files of an earlier process, or updates a copy of the live version's index, or
 * creates a new one.
 */
@Component
public final class IndexContributor implements CatalogContributor {
    private static final Logger LOG = LoggerFactory.getLogger(IndexContributor.class);

    // Initialises Lucene's classes in one thread. They depend on each other through TestSecrets, so one thread that
    // opens an index and another that writes one could deadlock.
    static {
        try {
            Class.forName(IndexWriter.class.getName(), true, IndexWriter.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class of this bundle cannot be loaded", e);
        }
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public Prepared prepare(Preparation version) throws IOException {
        DirectoryReader reader = reader(version);
        boolean done = false;
        try {
            CatalogIndex index = new CatalogIndex(version.catalog(), reader);
            done = true;
            return new Prepared.Ready(index, List.of());
        } finally {
            if (!done) {
                IOUtils.closeWhileHandlingException(reader, reader.directory());
            }
        }
    }

    private static DirectoryReader reader(Preparation version) throws IOException {
        Catalog catalog = version.catalog();
        Path folder = version.folder();
        Optional<DirectoryReader> left = IndexFolder.open(folder, catalog);
        if (left.isPresent()) {
            return left.get();
        }
        Optional<CatalogIndex> before = version.before().flatMap(live -> live.contribution(CatalogIndex.class));
        if (before.isPresent()
                && before.get().catalog().locale().equals(catalog.locale())
                && !before.get().catalog().products().isEmpty()) {
            try {
                return changed(folder, catalog, before.get());
            } catch (IOException | RuntimeException e) {
                if (e instanceof IOException io && FullDisk.isCauseOf(io)) {
                    // a complete index would need even more space
                    throw io;
                }
                LOG.warn(
                        "Rebuilds the search index of {}, because the index of the live version cannot be updated",
                        catalog.id(),
                        e);
            }
        }
        return IndexFolder.make(folder, catalog);
    }

    private static DirectoryReader changed(Path folder, Catalog catalog, CatalogIndex before) throws IOException {
        List<Product> added = new ArrayList<>();
        for (Product product : catalog.products()) {
            Product known = before.catalog().byHandle().get(product.handle());
            if (known != product && !product.equals(known)) {
                added.add(product);
            }
        }
        if (added.size() > catalog.products().size() / 2) {
            return IndexFolder.make(folder, catalog);
        }
        List<String> removed = before.catalog().byHandle().keySet().stream()
                .filter(handle -> !catalog.byHandle().containsKey(handle))
                .toList();
        return IndexFolder.change(folder, catalog, before.reader(), removed, added);
    }
}
