package org.souk.deployer.internal.read;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.memory.MemoryBudget;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.product.ProductsReader;
import org.souk.deployer.internal.read.table.RowCounts;
import org.souk.deployer.internal.read.text.SpellingSuggestion;

/**
 * Reads the files of a catalog into a {@link Catalog}, and collects all problems in them. It remembers rows, to reuse unchanged products.
 * Safe for any thread.
 */
public final class CatalogReader {
    private static final Set<String> FILES =
            Set.of(CatalogYaml.FILE, ProductsReader.SHOPIFY, ProductsReader.INTERCHANGE, CollectionsReader.FILE);
    private static final Pattern TRANSLATION = Pattern.compile("products\\.[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*\\.csv");
    private static final Set<String> FOLDERS = Set.of("pages", "static", "mail", "policies");

    private final Limits limits;
    private final MemoryBudget memory;
    private final ProductsReader productsReader;

    /** For tests: without a limit of memory. */
    public CatalogReader(Limits limits) {
        this(limits, new MemoryBudget(Long.MAX_VALUE));
    }

    /** @param memory holds a reservation for each catalog that was read; the caller releases it when it no longer uses the catalog */
    public CatalogReader(Limits limits, MemoryBudget memory) {
        this.limits = limits;
        this.memory = memory;
        this.productsReader = new ProductsReader(limits);
    }

    /**
     * The result of reading a catalog.
     *
     * @param idOrNull the id, or null if it could not be read
     * @param version never empty
     * @param catalogOrNull the values, or null after an error
     * @param hosts claimed hosts, with their line in catalog.yaml, or 0
     * @param table name of the product table
     * @param rows what became of the rows of the product table
     * @param memoryNeeded bytes that the products need at least, if they do not fit into the memory that is left; otherwise 0
     */
    public record Reading(
            @Nullable CatalogId idOrNull,
            String version,
            @Nullable Catalog catalogOrNull,
            Map<HostPattern, Integer> hosts,
            String table,
            RowCounts rows,
            long memoryNeeded) {}

    /** Reads a catalog that has no live version. */
    public Reading read(CatalogFiles files, SourceMetadata hints, Problems problems) {
        return read(files, hints, null, problems);
    }

    /**
     * Reads a new version of a live catalog. Products, offers and collections that are equal in both versions are the same instances.
     *
     * @param before the values of the live version, or null
     */
    public Reading read(CatalogFiles files, SourceMetadata hints, @Nullable Catalog before, Problems problems) {
        try (MemoryBudget.Reservation reservation = memory.reserve(before, !problems.isOfServed())) {
            return read(files, hints, before, reservation, problems);
        }
    }

    private Reading read(
            CatalogFiles files,
            SourceMetadata hints,
            @Nullable Catalog before,
            MemoryBudget.Reservation reservation,
            Problems problems) {
        CatalogYaml yaml = CatalogYaml.read(files, hints, limits, problems);
        String version = yaml.version().isEmpty() ? hints.version() : yaml.version();
        warnAboutUnreadFiles(files, problems);
        // if the currency cannot be read, the table is still checked, as for a currency with two decimals
        Currency currency = yaml.settings() == null
                ? Currency.getInstance("EUR")
                : yaml.settings().currency();
        ProductsReader.Result read = files.size(CatalogYaml.FILE) < 0
                ? productsReader.none()
                : productsReader.read(files, currency, before, reservation, problems);
        List<Product> products = read.products();
        List<ProductCollection> collections =
                reuseUnchanged(new CollectionsReader(files, products, limits, problems).read(), before);
        if (problems.refused() || yaml.id() == null || yaml.settings() == null) {
            return new Reading(
                    yaml.id(), version, null, yaml.hosts(), read.file(), read.counts(), reservation.needed());
        }
        Catalog catalog =
                Catalog.of(yaml.id(), version, hints.digest(), yaml.settings(), products, collections, before);
        productsReader.remember(catalog, read);
        reservation.attach(catalog);
        return new Reading(yaml.id(), version, catalog, yaml.hosts(), read.file(), read.counts(), 0);
    }

    private static List<ProductCollection> reuseUnchanged(
            List<ProductCollection> collections, @Nullable Catalog before) {
        if (before == null) {
            return collections;
        }
        return collections.stream()
                .map(c -> before.collection(c.handle())
                        .filter(old -> sameInstances(old, c))
                        .orElse(c))
                .toList();
    }

    /** Whether the collections are equal and contain the same product instances. */
    private static boolean sameInstances(ProductCollection old, ProductCollection collection) {
        return old.equals(collection)
                && IntStream.range(0, old.products().size())
                        .allMatch(i ->
                                old.products().get(i) == collection.products().get(i));
    }

    /** Warns about files that nothing reads, which are usually misspelt. */
    private static void warnAboutUnreadFiles(CatalogFiles files, Problems problems) {
        files.list("").stream()
                .filter(name -> TRANSLATION.matcher(name).matches() || name.startsWith("mail/"))
                .forEach(name -> problems.warning(
                        name,
                        0,
                        "this version neither translates products nor sends mail; the file is kept for one that does"));
        files.list("").stream()
                .map(name -> name.indexOf('/') < 0 ? name : name.substring(0, name.indexOf('/') + 1))
                .distinct()
                .filter(name -> !isKnown(name))
                .forEach(name -> problems.warning(
                        name,
                        0,
                        "nothing reads this"
                                + (name.endsWith("/")
                                        ? SpellingSuggestion.of(name.substring(0, name.length() - 1), FOLDERS)
                                                .map(near -> "; did you mean " + near + "/?")
                                                .orElse("; pictures and other files to serve belong in static/")
                                        : SpellingSuggestion.of(name, FILES)
                                                .map(near -> "; did you mean " + near + "?")
                                                .orElse("; files to serve belong in static/"))));
    }

    private static boolean isKnown(String name) {
        if (name.endsWith("/")) {
            return FOLDERS.contains(name.substring(0, name.length() - 1));
        }
        return FILES.contains(name)
                || name.toLowerCase(Locale.ROOT).matches("(readme|license|licence|notice|changelog)(\\..*)?")
                || TRANSLATION.matcher(name).matches();
    }
}
