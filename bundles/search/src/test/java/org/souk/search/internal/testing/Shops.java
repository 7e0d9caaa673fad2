package org.souk.search.internal.testing;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.catalog.ShippingMethod;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.TaxSettings;
import org.souk.api.catalog.Theme;
import org.souk.api.catalog.Variant;
import org.souk.api.host.HostPattern;
import org.souk.api.money.Money;

/** Catalogs to search. */
public final class Shops {
    public static final Currency GBP = Currency.getInstance("GBP");

    private Shops() {}

    /** A product to be, with what a test says of it. */
    public record Draft(
            String handle,
            String title,
            String html,
            String vendor,
            String type,
            Set<String> tags,
            long price,
            Map<String, String> options,
            boolean tracked) {
        public static Draft of(String title) {
            String handle = title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
            return new Draft(handle, title, "", "", "", Set.of(), 1000, Map.of(), false);
        }

        public Draft html(String value) {
            return new Draft(handle, title, value, vendor, type, tags, price, options, tracked);
        }

        public Draft vendor(String value) {
            return new Draft(handle, title, html, value, type, tags, price, options, tracked);
        }

        public Draft type(String value) {
            return new Draft(handle, title, html, vendor, value, tags, price, options, tracked);
        }

        public Draft tags(String... values) {
            return new Draft(
                    handle, title, html, vendor, type, new LinkedHashSet<>(List.of(values)), price, options, tracked);
        }

        public Draft price(long value) {
            return new Draft(handle, title, html, vendor, type, tags, value, options, tracked);
        }

        public Draft option(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(options);
            more.put(name, value);
            return new Draft(handle, title, html, vendor, type, tags, price, more, tracked);
        }

        public Draft counted() {
            return new Draft(handle, title, html, vendor, type, tags, price, options, true);
        }

        public Product product() {
            Variant variant = new Variant(
                    new Sku("SKU-" + handle.toUpperCase(Locale.ROOT)),
                    options,
                    new Money(price, GBP),
                    null,
                    tracked,
                    1,
                    false,
                    0,
                    true,
                    true,
                    "40" + (Math.abs(handle.hashCode()) % 1_000_000),
                    null);
            return new Product(
                    handle,
                    title,
                    html,
                    vendor,
                    type,
                    tags,
                    List.copyOf(options.keySet()),
                    List.of(variant),
                    List.of(),
                    "",
                    "");
        }
    }

    public static Catalog of(String language, Draft... drafts) {
        return of(language, List.of(drafts).stream().map(Draft::product).toList(), List.of());
    }

    public static Catalog of(String language, List<Product> products, List<ProductCollection> collections) {
        return of("shop", language, products, collections);
    }

    public static Catalog of(String id, String language, List<Product> products, List<ProductCollection> collections) {
        ShopSettings settings = new ShopSettings(
                "Shop",
                "",
                "",
                List.of(HostPattern.parse("shop.localhost")),
                null,
                GBP,
                Locale.forLanguageTag(language),
                ZoneOffset.UTC,
                new ShopSettings.Contact("", "", ""),
                Duration.ofDays(30),
                new ShopSettings.OrderNumbering("", 1),
                TaxSettings.NONE,
                List.of(new ShippingMethod("standard", "Post", new Money(0, GBP), null, Set.of())),
                List.of(new ShopSettings.PaymentMethod("invoice", "Invoice", "")),
                Theme.PLAIN,
                null,
                Map.of());
        String digest = Integer.toHexString(products.hashCode()) + Integer.toHexString(collections.hashCode());
        return Catalog.of(new CatalogId(id), "1", digest, settings, products, collections);
    }

    public static ProductCollection collection(String handle, List<Product> products) {
        return new ProductCollection(handle, handle, "", null, new ArrayList<>(products));
    }
}
