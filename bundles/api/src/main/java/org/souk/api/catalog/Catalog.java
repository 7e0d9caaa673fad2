package org.souk.api.catalog;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.souk.api.host.HostPattern;

/**
 * One version of a shop, read from the merchant's files and checked. Immutable, safe for any thread, and the same for every shopper.
 *
 * @param id stable over all versions of the shop
 * @param version from {@code catalog.yaml}, else Bundle-Version, else the first 12 digits of the archive's SHA-256
 * @param digest SHA-256 of the catalog's files in lower-case hexadecimal; equal for equal files in a zip, a folder or a jar
 * @param settings the content of {@code catalog.yaml}
 * @param products in file order; each handle occurs once
 * @param collections in the merchant's order; each handle occurs once
 * @param byHandle every product by its handle
 * @param bySku every variant by its SKU
 */
public record Catalog(
        CatalogId id,
        String version,
        String digest,
        ShopSettings settings,
        List<Product> products,
        List<ProductCollection> collections,
        Map<String, Product> byHandle,
        Map<Sku, Offer> bySku) {

    /** A variant together with the product it belongs to. */
    public record Offer(Product product, Variant variant) {
        /** The title for carts and orders: the product's title, followed by the variant's if there is a choice. */
        public String title() {
            return product.variants().size() == 1 && variant.options().isEmpty()
                    ? product.title()
                    : product.title() + " – " + variant.title();
        }
    }

    public Catalog {
        products = List.copyOf(products);
        collections = List.copyOf(collections);
        byHandle = copy(byHandle);
        bySku = copy(bySku);
    }

    /**
     * Copies to a HashMap because handles and SKUs are often consecutive. Their hash codes are then consecutive too, which makes {@code
     * Map.copyOf} several times slower.
     */
    private static <K, V> Map<K, V> copy(Map<K, V> map) {
        return Collections.unmodifiableMap(new HashMap<>(map));
    }

    /** Creates a catalog with its look-up tables, without an earlier version; throws like the other {@code of}. */
    public static Catalog of(
            CatalogId id,
            String version,
            String digest,
            ShopSettings settings,
            List<Product> products,
            List<ProductCollection> collections) {
        return of(id, version, digest, settings, products, collections, null);
    }

    /**
     * Creates a catalog with its look-up tables. To save memory, takes over the offers of products that are the same instances in an
     * earlier version.
     *
     * @param before the earlier version, or null
     * @throws IllegalArgumentException if two products have the same handle, or two variants the same SKU
     */
    public static Catalog of(
            CatalogId id,
            String version,
            String digest,
            ShopSettings settings,
            List<Product> products,
            List<ProductCollection> collections,
            @Nullable Catalog before) {
        Map<String, Product> byHandle = new HashMap<>(products.size() * 2);
        Map<Sku, Offer> bySku = new HashMap<>(products.size() * 2);
        for (Product product : products) {
            if (byHandle.put(product.handle(), product) != null) {
                throw new IllegalArgumentException("the handle '" + product.handle() + "' appears twice");
            }
            for (Variant variant : product.variants()) {
                if (bySku.put(variant.sku(), offer(product, variant, before)) != null) {
                    throw new IllegalArgumentException("the SKU '" + variant.sku() + "' appears twice");
                }
            }
        }
        return new Catalog(id, version, digest, settings, products, collections, byHandle, bySku);
    }

    private static Offer offer(Product product, Variant variant, @Nullable Catalog before) {
        Offer known = before == null ? null : before.bySku.get(variant.sku());
        return known != null && known.product() == product ? known : new Offer(product, variant);
    }

    /** Returns the shop's name. */
    public String name() {
        return settings.name();
    }

    /** Returns the currency of all prices. */
    public Currency currency() {
        return settings.currency();
    }

    /** Returns the language of all texts. */
    public Locale locale() {
        return settings.locale();
    }

    /** Returns the time zone in which the shop shows times. */
    public ZoneId timezone() {
        return settings.timezone();
    }

    /** Returns the hosts that the catalog claims, including its canonical host. */
    public List<HostPattern> hosts() {
        return settings.hosts();
    }

    /** Finds a product by its handle; empty if the catalog has none. */
    public Optional<Product> product(String handle) {
        return Optional.ofNullable(byHandle.get(handle));
    }

    /** Finds a variant and its product by the SKU; empty if the catalog has none. */
    public Optional<Offer> offer(Sku sku) {
        return Optional.ofNullable(bySku.get(sku));
    }

    /** Finds a collection by its handle; empty if the catalog has none. */
    public Optional<ProductCollection> collection(String handle) {
        return collections.stream().filter(c -> c.handle().equals(handle)).findFirst();
    }
}
