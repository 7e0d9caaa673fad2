package org.souk.deployer.internal.read.product;

import java.lang.ref.WeakReference;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Product;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.table.TableReader;
import org.souk.deployer.internal.read.table.TableFile;

/** Reads the products of a catalog from the format that it comes in. Safe for any thread. */
public final class ProductsReader {
    public static final String SHOPIFY = ShopifyReader.FILE;
    public static final String INTERCHANGE = InterchangeReader.FILE;

    private final Limits limits;
    private final Map<CatalogId, Known> known = new ConcurrentHashMap<>();

    private record Known(WeakReference<Catalog> catalog, RowBlockIndex blocks) {}

    public ProductsReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * The products of one catalog.
     *
     * @param blocks the rows that each product was read from
     */
    public record Result(List<Product> products, RowBlockIndex blocks) {
        public static final Result NONE = new Result(List.of(), new RowBlockIndex());
    }

    /**
     * Reads the products; those that are equal in the version before are the same instances.
     *
     * @param before the values of that version, or null
     */
    public Result read(CatalogFiles files, Currency currency, @Nullable Catalog before, Problems problems) {
        boolean shopify = files.size(SHOPIFY) >= 0;
        boolean interchange = files.size(INTERCHANGE) >= 0;
        if (!shopify && !interchange) {
            problems.error(SHOPIFY, 0, "the file is missing; write one with Handle, Title and Variant Price");
            return Result.NONE;
        }
        if (shopify && interchange) {
            problems.warning(INTERCHANGE, 0, "the file is not read, because products.csv is there; remove one");
        }
        String file = shopify ? SHOPIFY : INTERCHANGE;
        TableReader.Form form = shopify ? TableReader.Form.CSV : TableReader.Form.TABBED;
        ValueInterner shared = new ValueInterner();
        ProductAssembler book = new ProductAssembler(before, blocks(before), shared, problems);
        TableFile.open(files, file, form, limits.tableBytes(), problems).ifPresent(table -> {
            if (shopify) {
                new ShopifyReader(currency, files, limits, shared, book, problems).read(table);
            } else {
                new InterchangeReader(currency, files, limits, book, problems).read(table);
            }
        });
        List<Product> products = book.finish();
        if (products.isEmpty() && !problems.refused()) {
            problems.warning(file, 0, "no product can be sold; add rows with a handle, a title and a price");
        }
        return new Result(products, book.blocks());
    }

    /** Keeps the rows of a catalog, so that the next version of it reuses the products of unchanged rows. */
    public void remember(Catalog catalog, Result result) {
        known.values().removeIf(k -> k.catalog().get() == null);
        known.put(catalog.id(), new Known(new WeakReference<>(catalog), result.blocks()));
    }

    private RowBlockIndex blocks(@Nullable Catalog before) {
        Known last = before == null ? null : known.get(before.id());
        return last != null && last.catalog().get() == before ? last.blocks() : new RowBlockIndex();
    }
}
