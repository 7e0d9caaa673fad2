package org.souk.core.internal.fake;

import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogFiles;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Coupon;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.CustomerGroup;
import org.souk.api.catalog.LiveCatalog;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ShippingMethod;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.TaxSettings;
import org.souk.api.catalog.Theme;
import org.souk.api.catalog.Variant;
import org.souk.api.host.HostPattern;
import org.souk.api.money.Money;
import org.souk.api.spi.PaymentGateway;
import org.souk.api.spi.PriceRule;

/** A shop put together by a test: each method answers the same shop with a change. */
public final class TestShop {
    /** Questions to price rules of all shops. */
    public static final AtomicInteger RULES_ASKED = new AtomicInteger();

    public final CatalogId id;
    private Currency currency = Currency.getInstance("GBP");
    private Locale locale = Locale.UK;
    private TaxSettings tax = TaxSettings.NONE;
    private CustomerGroup group;
    private String digest = "d1";
    private final List<ShippingMethod> shipping = new ArrayList<>();
    private final List<ShopSettings.PaymentMethod> payments = new ArrayList<>();
    private final Map<CouponCode, Coupon> coupons = new LinkedHashMap<>();
    private final List<Product> products = new ArrayList<>();
    private final List<PriceRule> rules = new ArrayList<>();
    private final List<PriceRule> uncounted = new ArrayList<>();
    private final List<PaymentGateway> gateways = new ArrayList<>();

    public TestShop(String id) {
        this.id = new CatalogId(id);
    }

    public TestShop currency(String code) {
        currency = Currency.getInstance(code);
        return this;
    }

    public TestShop locale(String tag) {
        locale = Locale.forLanguageTag(tag);
        return this;
    }

    public TestShop group(String name) {
        group = new CustomerGroup(name);
        return this;
    }

    public TestShop digest(String text) {
        digest = text;
        return this;
    }

    public TestShop tax(boolean included, String country, String percent) {
        List<TaxSettings.Rate> rates = new ArrayList<>(tax.rates());
        rates.add(new TaxSettings.Rate(country, "VAT", new BigDecimal(percent)));
        tax = new TaxSettings(included, rates);
        return this;
    }

    public TestShop ship(String method, String price, String freeFrom, String... countries) {
        shipping.add(new ShippingMethod(
                method, method, money(price), freeFrom == null ? null : money(freeFrom), Set.of(countries)));
        return this;
    }

    public TestShop pay(String method) {
        payments.add(new ShopSettings.PaymentMethod(method, method, ""));
        return this;
    }

    /** A payment method with its gateway. */
    public TestShop pay(PaymentGateway gateway) {
        gateways.add(gateway);
        return pay(gateway.method());
    }

    public TestShop coupon(Coupon coupon) {
        coupons.put(coupon.code(), coupon);
        return this;
    }

    /** One for so much percent of any goods at any time. */
    public TestShop percentOff(String code, String percent) {
        CouponCode known = new CouponCode(code);
        Coupon.Benefit off = new Coupon.Benefit.Percent(new BigDecimal(percent));
        return coupon(new Coupon(known, "Coupon " + code, off, null, null, null, null));
    }

    /** A variant that can always be bought. */
    public TestShop sell(String sku, String price) {
        return sell(sku, price, false, 0, false, true, true);
    }

    /** One that is counted. */
    public TestShop count(String sku, String price, int seed) {
        return sell(sku, price, true, seed, false, true, true);
    }

    public TestShop sell(
            String sku, String price, boolean tracked, int seed, boolean oversell, boolean taxable, boolean ships) {
        Variant variant = new Variant(
                new Sku(sku), Map.of(), money(price), null, tracked, seed, oversell, 0, taxable, ships, "", null);
        products.add(new Product(
                "h-" + sku.toLowerCase(Locale.ROOT),
                "Title " + sku,
                "",
                "",
                "",
                Set.of(),
                List.of(),
                List.of(variant),
                List.of(),
                "",
                ""));
        return this;
    }

    public TestShop rule(PriceRule rule) {
        uncounted.add(rule);
        rules.add(request -> {
            RULES_ASKED.incrementAndGet();
            return rule.unitPrice(request);
        });
        return this;
    }

    /** Its rules no longer step {@link #RULES_ASKED}, where they may run at any time. */
    public TestShop withoutCounting() {
        rules.clear();
        rules.addAll(uncounted);
        return this;
    }

    public TestShop nothing() {
        products.clear();
        return this;
    }

    public Money money(String major) {
        return Money.parse(major, currency);
    }

    public LiveCatalog live() {
        return new Live(catalog(), List.copyOf(rules), List.copyOf(gateways));
    }

    public Catalog catalog() {
        return Catalog.of(id, "1", digest, settings(), products, List.of());
    }

    public ShopSettings settings() {
        return new ShopSettings(
                "Shop " + id,
                "",
                "",
                List.of(HostPattern.parse(id + ".localhost")),
                null,
                currency,
                locale,
                ZoneOffset.UTC,
                new ShopSettings.Contact("", "", ""),
                Duration.ofDays(30),
                new ShopSettings.OrderNumbering("T-", 1001),
                tax,
                shipping.isEmpty()
                        ? List.of(new ShippingMethod("standard", "Standard", Money.zero(currency), null, Set.of()))
                        : shipping,
                payments.isEmpty() ? List.of(new ShopSettings.PaymentMethod("invoice", "Invoice", "")) : payments,
                Theme.PLAIN,
                group,
                coupons);
    }

    private record Live(Catalog catalog, List<PriceRule> rules, List<PaymentGateway> gateways) implements LiveCatalog {
        @Override
        public CatalogFiles files() {
            return new CatalogFiles() {
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
            };
        }

        @Override
        public Optional<java.time.Instant> parkedSince() {
            return Optional.empty();
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
        @SuppressWarnings("unchecked")
        public <S> List<S> services(Class<S> spi) {
            if (spi == PaymentGateway.class) {
                return (List<S>) gateways;
            }
            return spi == PriceRule.class ? (List<S>) rules : List.of();
        }
    }
}
