package org.souk.storefront.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.souk.storefront.internal.search.ProductFinder;
import org.souk.storefront.internal.testing.FakeCarts;
import org.souk.storefront.internal.testing.FakeCustomers;
import org.souk.storefront.internal.testing.FakeHandOvers;
import org.souk.storefront.internal.testing.FakeNode;
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

/** The pages of the sample shop over fakes, and a shopper with a session. */
abstract class PagesFixture {
    static final ThemeRenderer RENDERER = new ThemeRenderer();
    static final String COOKIE = "souk=" + FakeCarts.SESSION.value();

    final FakeCarts carts = new FakeCarts();
    final FakeOrders orders = new FakeOrders();
    final FakeCustomers customers = new FakeCustomers();
    final FakeStock stock = new FakeStock();
    final FakePayments payments = new FakePayments();
    final FakeNode node = new FakeNode();
    final FakeHandOvers handOvers = new FakeHandOvers();
    final FakeSearch search = new FakeSearch();

    final WholeShop shop = whole();

    WholeShop whole(String... trustedProxies) {
        PageSupport support = new PageSupport(RENDERER, carts, stock, new FormTokens(node));
        ProductPage product = new ProductPage(support);
        Pages pages = new Pages(
                support,
                new CatalogPages(support, new ProductFinder(search)),
                product,
                new CartPages(support, carts, product),
                new CheckoutPages(support, carts, orders, node, new CheckoutHandOver(support, carts, node, handOvers)),
                new PaymentPages(support, payments),
                new OrderPage(support, orders),
                new AccountPages(support, customers),
                new SignInPages(support, customers),
                new SiteFiles(support));
        return new WholeShop(SampleShop.live(), pages, trustedProxies);
    }

    FakeResponse get(String target) {
        return shop.send(FakeRequest.get(target).header("Cookie", COOKIE));
    }

    FakeResponse post(String target, Map<String, String> fields) {
        return shop.send(new FakeRequest("POST", target)
                .header("Host", "tack.localhost:8181")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://tack.localhost:8181")
                .header("Cookie", COOKIE)
                .body(encoded(fields)));
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(e -> URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String field(String page, String name) {
        Matcher matcher =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }

    /** The checkout form, filled in by a shopper. */
    Map<String, String> filled() {
        carts.cart = FakeCarts.oneBridle();
        String page = get("/checkout").text();
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : List.of("_token", "key", "shown", "cartVersion")) {
            fields.put(name, field(page, name));
        }
        fields.putAll(Map.of("email", "ada@example.com", "name", "Ada", "line1", "1 Street", "city", "London"));
        fields.putAll(Map.of("postcode", "N1", "country", "GB", "shippingMethod", "standard", "action", "place"));
        return fields;
    }
}
