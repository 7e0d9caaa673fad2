package org.souk.search.internal.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.Variant;
import org.souk.api.search.SearchPage;
import org.souk.api.search.SearchQuery;
import org.souk.api.stock.Stock;
import org.souk.api.stock.StockLevel;
import org.souk.search.internal.find.LuceneSearch;
import org.souk.search.internal.index.CatalogIndex;
import org.souk.search.internal.index.IndexContributor;

/** A version of a shop with its index, as the deployer would hold it. */
public record Searched(Catalog catalog, CatalogIndex index, Levels stock) implements LiveCatalog, AutoCloseable {
    public static Searched of(Catalog catalog, Path folder) {
        return of(catalog, folder, null);
    }

    /** Prepared beside the one before, if there is one. */
    public static Searched of(Catalog catalog, Path folder, Searched before) {
        CatalogContributor.Prepared prepared;
        try {
            prepared = new IndexContributor()
                    .prepare(new CatalogContributor.Preparation(catalog, new NoFiles(), folder, before));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (prepared instanceof CatalogContributor.Prepared.Ready ready) {
            return new Searched(catalog, (CatalogIndex) ready.contribution(), new Levels(new HashMap<>()));
        }
        throw new AssertionError(prepared);
    }

    public SearchPage find(SearchQuery query) {
        return new LuceneSearch(stock).find(this, query).orElseThrow();
    }

    public List<String> find(String text) {
        return find(SearchQuery.of(text, 100)).items().stream()
                .map(Product::handle)
                .toList();
    }

    public List<String> suggest(String text, int limit) {
        return new LuceneSearch(stock)
                .suggest(this, text, limit).stream().map(s -> s.text()).toList();
    }

    @Override
    public void close() {
        try {
            index.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CatalogFiles files() {
        return new NoFiles();
    }

    @Override
    public List<CatalogFiles> earlier() {
        return List.of();
    }

    @Override
    public Optional<Instant> parkedSince() {
        return Optional.empty();
    }

    @Override
    public <T> Optional<T> contribution(Class<T> type) {
        return type.isInstance(index) ? Optional.of(type.cast(index)) : Optional.empty();
    }

    @Override
    public <S> List<S> services(Class<S> spi) {
        return List.of();
    }

    /** Stock as set by the test, or as in the catalog. */
    public record Levels(Map<String, Integer> levels) implements Stock {
        @Override
        public OptionalInt available(LiveCatalog shop, Variant variant) {
            Integer level = levels.get(variant.sku().value());
            return level == null ? variant.stockSeed() : OptionalInt.of(level);
        }

        @Override
        public List<StockLevel> list(CatalogId catalog) {
            return List.of();
        }

        @Override
        public StockLevel set(CatalogId catalog, Sku sku, int available) {
            throw new UnsupportedOperationException();
        }

        @Override
        public StockLevel add(CatalogId catalog, Sku sku, int quantity) {
            throw new UnsupportedOperationException();
        }
    }

    public record NoFiles() implements CatalogFiles {
        @Override
        public Optional<InputStream> open(String name) {
            return Optional.empty();
        }

        @Override
        public long size(String name) {
            return -1;
        }

        @Override
        public List<String> list(String folder) {
            return List.of();
        }
    }
}
