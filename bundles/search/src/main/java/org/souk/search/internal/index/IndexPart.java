package org.souk.search.internal.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.util.IOUtils;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.Product;

/** Indexes a catalog's products before it goes live, as few of them as it can. */
@Component
public final class IndexPart implements CatalogContributor {
    private static final Logger LOG = LoggerFactory.getLogger(IndexPart.class);

    static {
        initialize(IndexWriter.class);
    }

    /** The share of the search. */
    @Activate
    public IndexPart() {}

    /**
     * Classes of Lucene need each other while they are initialized, by way of its TestSecrets: two threads that come from different sides,
     * one that opens an index and one that writes one, would wait for each other for good. So they are initialized by one, before any.
     */
    private static void initialize(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class that is there is not found", e);
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
                if (e instanceof IOException io && FullDisk.told(io)) {
                    // one made anew would want more room still
                    throw io;
                }
                LOG.warn("The search index of {} is made anew, the one before cannot be used", catalog.id(), e);
            }
        }
        return IndexFolder.make(folder, catalog);
    }

    private static DirectoryReader changed(Path folder, Catalog catalog, CatalogIndex before) throws IOException {
        List<Product> fresh = new ArrayList<>();
        for (Product product : catalog.products()) {
            Product known = before.catalog().byHandle().get(product.handle());
            if (known != product && !product.equals(known)) {
                fresh.add(product);
            }
        }
        if (fresh.size() > catalog.products().size() / 2) {
            return IndexFolder.make(folder, catalog);
        }
        List<String> gone = before.catalog().byHandle().keySet().stream()
                .filter(handle -> !catalog.byHandle().containsKey(handle))
                .toList();
        return IndexFolder.change(folder, catalog, before.reader(), gone, fresh);
    }
}
