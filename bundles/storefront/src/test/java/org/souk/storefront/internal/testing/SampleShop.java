package org.souk.storefront.internal.testing;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Coupon;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.catalog.ShippingMethod;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.TaxSettings;
import org.souk.api.catalog.Theme;
import org.souk.api.catalog.Variant;
import org.souk.api.host.Canonical;
import org.souk.api.host.HostPattern;
import org.souk.api.money.Money;

/** A small shop of saddlery, as the deployer would hand it over. */
public record SampleShop(Catalog catalog, CatalogFiles files, Optional<Instant> parkedSince) implements LiveCatalog {
    public static final Currency GBP = Currency.getInstance("GBP");

    public static SampleShop live() {
        return of(null, null);
    }

    public static SampleShop closed() {
        return closed(Instant.now());
    }

    public static SampleShop closed(Instant since) {
        return of(null, since);
    }

    public static SampleShop canonicalAt(String address) {
        return of(Canonical.parse(address), null);
    }

    /** The live shop with one product, collection and picture more, all of that name. */
    public static SampleShop with(String name) {
        SampleShop live = live();
        Product bridle = bridle();
        Product product = new Product(
                name, name, "", "", "", Set.of(), bridle.optionNames(), bridle.variants(), List.of(), "", "");
        Catalog catalog = Catalog.of(
                live.catalog.id(),
                "1.2",
                live.catalog.digest(),
                live.catalog.settings(),
                List.of(product),
                List.of(new ProductCollection(name, name, "", null, List.of(product))));
        MemoryFiles files = new MemoryFiles(Map.of("static/" + name + ".svg", "<svg/>"));
        return new SampleShop(catalog, files, Optional.empty());
    }

    private static SampleShop of(Canonical canonical, Instant parked) {
        ShopSettings settings = new ShopSettings(
                "The Tack Room",
                "Saddles, bridles and brasses",
                "Everything for the horse.",
                List.of(HostPattern.parse("tack.localhost"), HostPattern.parse("*.tack.localhost")),
                canonical,
                GBP,
                Locale.UK,
                ZoneId.of("Europe/London"),
                new ShopSettings.Contact("hello@tack.example", "", ""),
                Duration.ofDays(30),
                new ShopSettings.OrderNumbering("TACK-", 1001),
                new TaxSettings(true, List.of(new TaxSettings.Rate("GB", "VAT", BigDecimal.valueOf(20)))),
                List.of(new ShippingMethod("standard", "Post", pounds(395), pounds(6000), Set.of("GB", "IE", "AE"))),
                List.of(new ShopSettings.PaymentMethod("invoice", "Pay by invoice", "Within 14 days.")),
                Theme.PLAIN,
                null,
                Map.of(
                        new CouponCode("TEN-OFF"),
                        new Coupon(
                                new CouponCode("TEN-OFF"),
                                "Ten pounds off",
                                new Coupon.Benefit.Amount(pounds(1000)),
                                pounds(5000),
                                null,
                                null,
                                null)));
        Product bridle = bridle();
        Product brass = brass();
        Catalog catalog = Catalog.of(
                new CatalogId("tack"),
                "1.2",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                settings,
                List.of(bridle, brass),
                List.of(new ProductCollection("bridles", "Bridles", "", null, List.of(bridle))));
        return new SampleShop(
                catalog,
                new MemoryFiles(Map.of(
                        "static/logo.svg",
                        "<svg/>",
                        "static/bridle one.svg",
                        "<svg/>",
                        "static/shop.css",
                        "a{}",
                        "static/sub/Größe 1.txt",
                        "hello")),
                Optional.ofNullable(parked));
    }

    private static Product bridle() {
        return new Product(
                "snaffle-bridle",
                "Snaffle bridle",
                "<p onclick=\"x()\">English <b>leather</b>.</p><script>alert(1)</script>",
                "Tack & Co",
                "Bridles",
                Set.of("leather"),
                List.of("Colour"),
                List.of(variant("BRIDLE-HAV", "Havana", 8900, true), variant("BRIDLE-BLK", "Black", 9400, true)),
                List.of(new Product.Image("bridle one.svg", "A bridle")),
                "",
                "");
    }

    private static Product brass() {
        Variant only = new Variant(
                new Sku("BRASS"), Map.of(), pounds(1250), null, false, 0, false, 80, true, true, "5012345678900", null);
        return new Product(
                "brass-star", "Brass star", "", "", "Brasses", Set.of(), List.of(), List.of(only), List.of(), "", "");
    }

    private static Variant variant(String sku, String colour, long price, boolean tracked) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("Colour", colour);
        return new Variant(
                new Sku(sku), options, pounds(price), pounds(9900), tracked, 5, false, 400, true, true, "", null);
    }

    public static Money pounds(long pence) {
        return new Money(pence, GBP);
    }

    @Override
    public List<CatalogFiles> earlier() {
        return List.of();
    }

    @Override
    public <T> Optional<T> contribution(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public <S> List<S> services(Class<S> spi) {
        return List.of();
    }

    /** Files in memory. */
    public record MemoryFiles(Map<String, String> texts) implements CatalogFiles {
        @Override
        public Optional<InputStream> open(String name) {
            return Optional.ofNullable(texts.get(name))
                    .map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public long size(String name) {
            String text = texts.get(name);
            return text == null ? -1 : text.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public List<String> list(String folder) {
            return texts.keySet().stream()
                    .filter(name -> folder.isEmpty() || name.startsWith(folder + "/"))
                    .sorted()
                    .toList();
        }
    }
}
