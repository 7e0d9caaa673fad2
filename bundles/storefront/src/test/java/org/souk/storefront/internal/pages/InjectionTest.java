package org.souk.storefront.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Coupon;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Product;
import org.souk.api.catalog.ProductCollection;
import org.souk.api.catalog.ShippingMethod;
import org.souk.api.catalog.ShopSettings;
import org.souk.api.catalog.Sku;
import org.souk.api.catalog.TaxSettings;
import org.souk.api.catalog.Theme;
import org.souk.api.catalog.Variant;
import org.souk.api.host.HostPattern;
import org.souk.api.node.Node;
import org.souk.api.node.Role;
import org.souk.storefront.internal.search.ProductFinder;
import org.souk.storefront.internal.testing.FakeCarts;
import org.souk.storefront.internal.testing.FakeCustomers;
import org.souk.storefront.internal.testing.FakeHandOvers;
import org.souk.storefront.internal.testing.FakeOrders;
import org.souk.storefront.internal.testing.FakePayments;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.testing.FakeResponse;
import org.souk.storefront.internal.testing.FakeSearch;
import org.souk.storefront.internal.testing.FakeStock;
import org.souk.storefront.internal.testing.SampleShop;
import org.souk.storefront.internal.testing.WholeShop;
import org.souk.storefront.internal.theme.ThemeRenderer;
import org.souk.storefront.internal.web.FormTokens;

/** Text of merchants and shoppers never becomes markup or code. */
class InjectionTest {
    private static final String EVIL = "\"'><script>pwn(1)</script><img src=x onerror=pwn(2)> onclick=pwn(3) {{ 7 }}";
    private static final String EVIL_HTML = "<p onclick=pwn(1) style='x:pwn'>a</p><script>pwn(2)</script>"
            + "<img src=x onerror=pwn(3)><svg onload=pwn(4)></svg><a href='javascript:pwn(5)'>b</a><iframe src=pwn>";

    private final FakeCarts carts = new FakeCarts();
    private final WholeShop shop = new WholeShop(evil(), pages());

    private ShopPages pages() {
        FakeStock stock = new FakeStock();
        FakeOrders orders = new FakeOrders();
        Node node = (Node) Proxy.newProxyInstance(
                Node.class.getClassLoader(),
                new Class<?>[] {Node.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "role" -> Role.ALL;
                    case "secret" -> Optional.of(new byte[32]);
                    default -> Optional.empty();
                });
        FakeCustomers customers = new FakeCustomers();
        PageSupport support = new PageSupport(new ThemeRenderer(), carts, stock, new FormTokens(node));
        ProductPage product = new ProductPage(support);
        return new Pages(
                support,
                new CatalogPages(support, new ProductFinder(new FakeSearch())),
                product,
                new CartPages(support, carts, product),
                new CheckoutPages(
                        support, carts, orders, node, new CheckoutHandOver(support, carts, node, new FakeHandOvers())),
                new PaymentPages(support, new FakePayments()),
                new OrderPage(support, orders),
                new AccountPages(support, customers),
                new SignInPages(support, customers),
                new SiteFiles(support));
    }

    private static SampleShop evil() {
        ShopSettings settings = new ShopSettings(
                EVIL,
                EVIL,
                EVIL,
                List.of(HostPattern.parse("tack.localhost")),
                null,
                SampleShop.GBP,
                Locale.UK,
                ZoneOffset.UTC,
                new ShopSettings.Contact(EVIL, EVIL, EVIL),
                Duration.ofDays(30),
                new ShopSettings.OrderNumbering("TACK-", 1001),
                new TaxSettings(true, List.of(new TaxSettings.Rate("GB", EVIL, BigDecimal.valueOf(20)))),
                List.of(new ShippingMethod("standard", EVIL, SampleShop.pounds(1), null, Set.of("GB"))),
                List.of(new ShopSettings.PaymentMethod("invoice", EVIL, EVIL)),
                Theme.PLAIN,
                null,
                Map.of(
                        new CouponCode("EVIL"),
                        new Coupon(
                                new CouponCode("EVIL"),
                                EVIL,
                                new Coupon.Benefit.Percent(BigDecimal.TEN),
                                null,
                                null,
                                null,
                                null)));
        List<Variant> variants = List.of(variant("BRIDLE-HAV", EVIL), variant("B2", EVIL + "2"));
        Product product = new Product(
                "evil", EVIL, EVIL_HTML, EVIL, EVIL, Set.of(EVIL, "a"), List.of(EVIL), variants, List.of(), EVIL, EVIL);
        Catalog catalog = Catalog.of(
                new CatalogId("tack"),
                "1",
                "0123456789abcdef".repeat(4),
                settings,
                List.of(product),
                List.of(new ProductCollection("evil", EVIL, EVIL, null, List.of(product))));
        String policy =
                "# " + EVIL + "\n\n" + EVIL_HTML + "\n\n[a](javascript:pwn(1)) ![b](javascript:pwn) <javascript:pwn>\n";
        return new SampleShop(
                catalog, new SampleShop.MemoryFiles(Map.of("policies/evil.md", policy)), java.util.Optional.empty());
    }

    private static Variant variant(String sku, String value) {
        return new Variant(
                new Sku(sku),
                Map.of(EVIL, value),
                SampleShop.pounds(100),
                null,
                false,
                0,
                false,
                1,
                true,
                true,
                "",
                null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/c/evil",
                "/p/evil",
                "/p/evil?variant=@",
                "/search?q=@",
                "/search?vendor=@&type=@&tag=@&sort=@&page=@&option.@=@",
                "/policies/evil",
                "/cart",
                "/checkout",
                "/orders/TACK-1001?token=" + FakeOrders.TOKEN,
                "/orders/TACK-1001?token=@",
                "/nothing/@"
            })
    void staysText(String target) {
        carts.cart = FakeCarts.oneBridle();
        // a slash would be refused in a path
        String evil = target.startsWith("/nothing") ? EVIL.replace("/", "") : EVIL;
        harmless(shop.send(FakeRequest.get(target.replace("@", encode(evil)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"email", "name", "line1", "line2", "city", "region", "postcode", "country", "shippingMethod"})
    void whatIsTypedStaysText(String field) {
        carts.cart = FakeCarts.oneBridle();
        FakeResponse page = shop.send(new FakeRequest("POST", "/checkout")
                .header("Host", "tack.localhost:8181")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(field + "=" + encode(EVIL)));
        harmless(page);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void harmless(FakeResponse page) {
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
        Document document = Jsoup.parse(page.text());
        assertThat(document.select("main")).isNotEmpty();
        assertThat(document.select("script")).hasSize(1);
        assertThat(document.select("script").attr("src")).startsWith("/assets/");
        assertThat(document.select("iframe,object,embed,base,style,img[src=x]")).isEmpty();
        for (Element element : document.getAllElements()) {
            element.attributes().forEach(attribute -> {
                assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("style");
                assertThat(attribute.getKey()).matches("#?[a-zA-Z0-9:-]+");
                if (Set.of("href", "src", "action").contains(attribute.getKey())) {
                    assertThat(attribute.getValue()).doesNotContainIgnoringCase("javascript:");
                }
            });
        }
    }
}
