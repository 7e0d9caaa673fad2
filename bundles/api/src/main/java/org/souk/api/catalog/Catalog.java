package org.souk.api.catalog;

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
 * One version of a shop, read and checked. Immutable and safe for any thread; the same for every shopper.
 *
 * @param id who it is
 * @param version as the merchant wrote it, else Bundle-Version, else twelve digits of the archive's SHA-256
 * @param digest SHA-256 of the catalog's files in hexadecimal, the same for the same files in a zip, a folder or a jar
 * @param settings names, hosts, money, delivery and look
 * @param products in the order of the file, each handle once
 * @param collections in the merchant's order, each handle once
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
        /** What the shopper reads in a cart: the product's title, and the variant's where there are several. */
        public String title() {
            return product.variants().size() == 1 && variant.options().isEmpty()
                    ? product.title()
                    : product.title() + " – " + variant.title();
        }
    }

    /** Takes copies of everything. */
    public Catalog {
        products = List.copyOf(products);
        collections = List.copyOf(collections);
        byHandle = copy(byHandle);
        bySku = copy(bySku);
    }

    /** Handles and SKUs are mostly counted through, and so are their hashes: where they meet, this map is several times as fast as Java's immutable one. */
    private static <K, V> Map<K, V> copy(Map<K, V> map) {
        return Collections.unmodifiableMap(new HashMap<>(map));
    }

    /**
     * Makes the look-up tables from the products.
     *
     * @throws IllegalArgumentException if a handle or a SKU stands twice
     */
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
     * The same beside an earlier version, with which it shares what did not change: a product that is the same instance in both has
     * the same offers.
     *
     * @param before whose products are shared, or null
     * @throws IllegalArgumentException if a handle or a SKU stands twice
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
                throw new IllegalArgumentException("the handle '" + product.handle() + "' stands twice");
            }
            for (Variant variant : product.variants()) {
                if (bySku.put(variant.sku(), offer(product, variant, before)) != null) {
                    throw new IllegalArgumentException("the SKU '" + variant.sku() + "' stands twice");
                }
            }
        }
        return new Catalog(id, version, digest, settings, products, collections, byHandle, bySku);
    }

    private static Offer offer(Product product, Variant variant, @Nullable Catalog before) {
        Offer known = before == null ? null : before.bySku.get(variant.sku());
        return known != null && known.product() == product ? known : new Offer(product, variant);
    }

    /** The shop's name. */
    public String name() {
        return settings.name();
    }

    /** The currency of all its prices. */
    public Currency currency() {
        return settings.currency();
    }

    /** The language that its texts are in. */
    public Locale locale() {
        return settings.locale();
    }

    /** What the catalog claims, its canonical host included. */
    public List<HostPattern> hosts() {
        return settings.hosts();
    }

    /** The product with that handle. */
    public Optional<Product> product(String handle) {
        return Optional.ofNullable(byHandle.get(handle));
    }

    /** The variant with that SKU. */
    public Optional<Offer> offer(Sku sku) {
        return Optional.ofNullable(bySku.get(sku));
    }

    /** The collection with that handle. */
    public Optional<ProductCollection> collection(String handle) {
        return collections.stream().filter(c -> c.handle().equals(handle)).findFirst();
    }
}
