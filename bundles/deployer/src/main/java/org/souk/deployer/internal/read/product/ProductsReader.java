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
import org.souk.deployer.internal.memory.MemoryBudget;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.table.RowCounts;
import org.souk.deployer.internal.read.table.TableFile;

/** Reads the products of a catalog, in whichever supported format they are. Safe for any thread. */
public final class ProductsReader {
    public static final String SHOPIFY = ShopifyReader.FILE;
    public static final String INTERCHANGE = InterchangeReader.FILE;

    private final Limits limits;
    private final Map<CatalogId, LastRead> lastRead = new ConcurrentHashMap<>();

    private record LastRead(WeakReference<Catalog> catalog, RowBlockIndex rowIndex) {}

    public ProductsReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * The products of one catalog.
     *
     * @param rowIndex finds products by the hash of the rows that they were read from
     */
    public record Result(List<Product> products, RowBlockIndex rowIndex, String file, RowCounts counts) {}

    public Result none() {
        return new Result(List.of(), new RowBlockIndex(), SHOPIFY, new RowCounts());
    }

    /**
     * Reads the products; those that are equal in the version before are the same instances.
     *
     * @param before the values of that version, or null
     * @param reservation counts the products
     */
    public Result read(
            CatalogFiles files,
            Currency currency,
            @Nullable Catalog before,
            MemoryBudget.Reservation reservation,
            Problems problems) {
        boolean shopify = files.size(SHOPIFY) >= 0;
        boolean interchange = files.size(INTERCHANGE) >= 0;
        if (!shopify && !interchange) {
            problems.error(SHOPIFY, 0, "the file is missing; write one with Handle, Title and Variant Price");
            return none();
        }
        if (shopify && interchange) {
            problems.warning(INTERCHANGE, 0, "the file is not read, because products.csv is there; remove one");
        }
        String file = shopify ? SHOPIFY : INTERCHANGE;
        TableFile.Format format = shopify ? TableFile.Format.CSV : TableFile.Format.TAB_SEPARATED;
        RowCounts counts = new RowCounts();
        ValueInterner interner = new ValueInterner();
        ProductAssembler assembler = new ProductAssembler(before, rowIndex(before), interner, reservation, problems);
        ImageReferences images = new ImageReferences(files);
        VariantReader variants = new VariantReader(currency, images, interner);
        TableFile.open(files, file, format, limits.tableBytes(), problems).ifPresent(table -> {
            if (shopify) {
                new ShopifyReader(currency, limits, images, variants, assembler, problems, counts).read(table);
            } else {
                new InterchangeReader(limits, images, variants, assembler, problems, counts).read(table);
            }
        });
        List<Product> products = assembler.finish();
        if (reservation.exceeded()) {
            problems.error(file, 0, reservation.problem());
        }
        if (products.isEmpty() && !problems.refused()) {
            problems.warning(file, 0, "no product can be sold; add rows with a handle, a title and a price");
        }
        return new Result(products, assembler.rowIndex(), file, counts);
    }

    /** Keeps the row index of a catalog, so that reading its next version reuses the products of unchanged rows. */
    public void remember(Catalog catalog, Result result) {
        lastRead.values().removeIf(k -> k.catalog().get() == null);
        lastRead.put(catalog.id(), new LastRead(new WeakReference<>(catalog), result.rowIndex()));
    }

    private RowBlockIndex rowIndex(@Nullable Catalog before) {
        LastRead last = before == null ? null : lastRead.get(before.id());
        return last != null && last.catalog().get() == before ? last.rowIndex() : new RowBlockIndex();
    }
}
