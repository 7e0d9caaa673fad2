package org.souk.deployer.internal.read;

import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.problem.Limits;
import org.souk.deployer.internal.problem.Problems;
import org.souk.deployer.internal.read.product.ProductsReader;
import org.souk.deployer.internal.read.text.SpellingSuggestion;

/** Reads the files of a catalog to values and collects everything that is wrong with them. Safe for any thread. */
public final class CatalogReader {
    private static final Set<String> FILES =
            Set.of(CatalogYaml.FILE, ProductsReader.SHOPIFY, ProductsReader.INTERCHANGE, CollectionsReader.FILE);
    private static final Pattern TRANSLATION = Pattern.compile("products\\.[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*\\.csv");
    private static final Set<String> FOLDERS = Set.of("pages", "static", "mail", "policies");

    private final Limits limits;
    private final ProductsReader productsReader;

    public CatalogReader(Limits limits) {
        this.limits = limits;
        this.productsReader = new ProductsReader(limits);
    }

    /**
     * What came of it.
     *
     * @param idOrNull the id, if it could be read
     * @param version never empty
     * @param catalogOrNull the values, unless there was an error
     * @param hosts what it claims, with the line of catalog.yaml that does, or 0
     */
    public record Reading(
            @Nullable CatalogId idOrNull,
            String version,
            @Nullable Catalog catalogOrNull,
            Map<HostPattern, Integer> hosts) {}

    /** Reads a catalog of which no other version is known. */
    public Reading read(CatalogFiles files, SourceMetadata hints, Problems problems) {
        return read(files, hints, null, problems);
    }

    /**
     * Reads a catalog beside the version that is live. What is equal in both is the same instance: products, their offers,
     * collections.
     *
     * @param before the values of that version, or null
     */
    public Reading read(CatalogFiles files, SourceMetadata hints, @Nullable Catalog before, Problems problems) {
        CatalogYaml yaml = CatalogYaml.read(files, hints, limits, problems);
        String version = yaml.version().isEmpty() ? hints.version() : yaml.version();
        warnAboutUnreadFiles(files, problems);
        // without a currency the table can still be checked: in one with the most usual two decimals
        Currency currency = yaml.settings() == null
                ? Currency.getInstance("EUR")
                : yaml.settings().currency();
        ProductsReader.Result read = files.size(CatalogYaml.FILE) < 0
                ? ProductsReader.Result.NONE
                : productsReader.read(files, currency, before, problems);
        List<Product> products = read.products();
        List<ProductCollection> collections =
                reuseUnchanged(new CollectionsReader(files, products, limits, problems).read(), before);
        if (problems.refused() || yaml.id() == null || yaml.settings() == null) {
            return new Reading(yaml.id(), version, null, yaml.hosts());
        }
        Catalog catalog =
                Catalog.of(yaml.id(), version, hints.digest(), yaml.settings(), products, collections, before);
        productsReader.remember(catalog, read);
        return new Reading(yaml.id(), version, catalog, yaml.hosts());
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

    /** Whether they say the same of the same instances. */
    private static boolean sameInstances(ProductCollection old, ProductCollection collection) {
        if (!old.equals(collection)) {
            return false;
        }
        for (int i = 0; i < collection.products().size(); i++) {
            if (old.products().get(i) != collection.products().get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Tells of names that nobody reads: mostly a misspelt one. */
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
