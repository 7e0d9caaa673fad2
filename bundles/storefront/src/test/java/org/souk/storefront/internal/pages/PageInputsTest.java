package org.souk.storefront.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.storefront.internal.testing.FakeCarts;
import org.souk.storefront.internal.testing.FakeOrders;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.testing.FakeResponse;
import org.souk.storefront.internal.testing.SampleShop;
import org.souk.storefront.internal.testing.WholeShop;

/** What a page makes of the parameters of its request, and of the address, time zone and countries of its shop. */
class PageInputsTest extends PagesFixture {
    @ParameterizedTest
    @DisplayName("a query parameter that a page does not read is ignored, however malformed")
    @ValueSource(
            strings = {
                "/",
                "/c/bridles",
                "/p/snaffle-bridle",
                "/search?q=brid",
                "/cart",
                "/checkout",
                "/orders/TACK-1001?token=" + FakeOrders.TOKEN,
                "/account/sign-in",
                "/robots.txt",
                "/sitemap.xml",
                "/static/logo.svg",
                "/api/v1/shop",
                "/api/v1/products?q=brid",
                "/api/v1/products/snaffle-bridle",
                "/api/v1/suggestions?q=brid",
                "/api/v1/cart"
            })
    void ignoresWhatItDoesNotRead(String target) {
        carts.cart = FakeCarts.oneBridle();
        String join = target.contains("?") ? "&" : "?";
        for (String query :
                List.of("utm_campaign=20%_off", "x=%ff", "%=1", "%zz", "x=%c3", "a%b=%&&=", "x=" + "y".repeat(3000))) {
            assertThat(get(target + join + query).status()).as(query).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("two hundred fields are enough for a page; one that reads none ignores how many there are")
    void ignoresHowMany() {
        String many = "?q=brid" + "&x=1".repeat(300);
        assertThat(get("/p/snaffle-bridle" + many).status()).isEqualTo(400);
        assertThat(get("/robots.txt" + many).status()).isEqualTo(200);
        assertThat(get("/api/v1/shop" + many).status()).isEqualTo(200);
        assertThat(get("/search" + many).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @DisplayName("a malformed parameter that a page reads is answered in the shop's design, on the API with a problem")
    @ValueSource(
            strings = {
                "/search?q=20%_off",
                "/search?q=caf%e9",
                "/search?page=%",
                "/search?tag=%zz",
                "/c/bridles?sort=%zz",
                "/c/bridles?option.Colour=%zz",
                "/p/snaffle-bridle?variant=%",
                "/orders/TACK-1001?token=%",
                "/orders/TACK-1001?token=%ff",
                "/account/sign-in?return=%",
                "/sitemap.xml?part=%",
                "/api/v1/products?q=%",
                "/api/v1/products?vendor=%ff",
                "/api/v1/suggestions?q=%",
                "/api/v1/cart?country=%",
                "/api/v1/orders/TACK-1001?token=%"
            })
    void refusesWhatItReads(String target) {
        FakeResponse response = get(target);
        assertThat(response.status()).isEqualTo(400);
        if (target.startsWith("/api")) {
            assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(response.text()).contains("urn:souk:problem:malformed", "percent sign");
        } else {
            assertThat(response.text()).contains("The Tack Room", "<main id=\"content\"");
        }
    }

    @ParameterizedTest
    @DisplayName(
            "a malformed field that a form reads is answered in the shop's design; one that it does not read is ignored")
    @CsvSource({
        "/cart/add, sku",
        "/cart/add, quantity",
        "/cart/update, quantity",
        "/cart/remove, line",
        "/cart/coupon, code",
        "/checkout, email",
        "/checkout, action",
        "/account/sign-in, email",
        "/account/register, password",
        "/account/password, present"
    })
    void malformedFields(String path, String field) {
        Map<String, String> filled = filled();
        filled.putAll(Map.of("sku", "BRIDLE-HAV", "quantity", "1", "line", "0123456789abcdef0123456789abcdef"));
        filled.putAll(Map.of("code", "TEN-OFF", "password", "correct horse", "present", "battery staple"));
        String whole = encoded(filled);
        int expected = form(path, whole).status();
        assertThat(expected).as("status without a malformed field").isNotEqualTo(400);
        filled.remove(field);
        for (String malformed : List.of("%", "%zz", "%ff")) {
            FakeResponse refused = form(path, encoded(filled) + "&" + field + "=" + malformed);
            assertThat(refused.status()).as(malformed).isEqualTo(400);
            assertThat(refused.text()).contains("The Tack Room", "<main id=\"content\"");
            assertThat(form(path, whole + "&utm_campaign=" + malformed).status())
                    .as(malformed)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @DisplayName("a policy that the shop does not have is missing, whatever the query")
    @ValueSource(strings = {"/policies/none", "/policies/none?x=%ff", "/policies/none?utm_campaign=20%_off"})
    void policies(String target) {
        assertThat(get(target).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @DisplayName(
            "a forwarded port is not in the address to which a payment returns, unless its proxy also forwards the host")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, tack.localhost:8181, -, http://tack.localhost:8181",
                "-, tack.localhost:8181, tack.localhost, http://tack.localhost:8181",
                "192.0.2.7, tack.localhost:8181, -, http://tack.localhost:8181",
                "192.0.2.7, tack.localhost, -, http://tack.localhost",
                "192.0.2.7, inner:8080, tack.localhost, http://tack.localhost:9999"
            })
    void forwardedPort(String proxy, String host, String forwarded, String site) {
        WholeShop behind = proxy == null ? shop : whole(proxy);
        FakeRequest request = new FakeRequest("POST", "/checkout")
                .header("Host", host)
                .header("X-Forwarded-Port", "9999")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", site)
                .header("Cookie", COOKIE)
                .body(encoded(filled()));
        if (forwarded != null) {
            request.header("X-Forwarded-Host", forwarded);
        }
        assertThat(behind.send(request).status()).isEqualTo(303);
        assertThat(orders.requests).singleElement().satisfies(placed -> assertThat(placed.site())
                .hasToString(site));
    }

    @ParameterizedTest
    @DisplayName("an address in the other form of Unicode, as browsers on macOS send it, finds the same")
    @ValueSource(
            strings = {
                "/p/cafe%CC%81",
                "/p/caf%C3%A9",
                "/c/cafe%CC%81",
                "/c/caf%C3%A9",
                "/static/cafe%CC%81.svg",
                "/static/caf%C3%A9.svg",
                "/api/v1/products/cafe%CC%81"
            })
    void decomposedAddresses(String target) {
        shop.shop = SampleShop.with("caf\u00e9");
        assertThat(get(target).status()).isEqualTo(200);
    }

    private FakeResponse form(String path, String body) {
        return shop.send(new FakeRequest("POST", path)
                .header("Host", "tack.localhost:8181")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://tack.localhost:8181")
                .header("Cookie", COOKIE)
                .body(body));
    }

    @ParameterizedTest
    @DisplayName("all addresses that a shop writes follow its canonical address, whatever the request says")
    @CsvSource({
        "https://tack.localhost, https://tack.localhost",
        "https://tack.localhost:8443, https://tack.localhost:8443",
        "http://tack.localhost, http://tack.localhost:8181",
        "tack.localhost, http://tack.localhost:8181",
    })
    void writesTheCanonicalAddress(String canonical, String base) {
        shop.shop = SampleShop.canonicalAt(canonical);
        assertThat(get("/").text()).contains("<link rel=\"canonical\" href=\"" + base + "/\"");
        assertThat(get("/c/bridles").text()).contains("<link rel=\"canonical\" href=\"" + base + "/c/bridles\"");
        assertThat(get("/robots.txt").text()).contains("Sitemap: " + base + "/sitemap.xml");
        assertThat(get("/sitemap.xml").text()).contains("<loc>" + base + "/p/snaffle-bridle</loc>");
        assertThat(get("/api/v1/shop").text()).contains("\"" + base + "/\"");
        for (String page : List.of("/", "/c/bridles", "/p/snaffle-bridle", "/sitemap.xml", "/robots.txt")) {
            assertThat(get(page).text().replaceAll("http://www\\.sitemaps\\.org[^\"]*|https?://schema\\.org[^\"]*", ""))
                    .as(page)
                    .satisfies(text -> assertThat(Pattern.compile("https?://[^/\"<]*")
                                    .matcher(text)
                                    .results()
                                    .map(MatchResult::group))
                            .containsOnly(base));
        }
        assertThat(post("/checkout", filled()).status()).isEqualTo(303);
        assertThat(orders.requests).singleElement().satisfies(request -> assertThat(request.site())
                .hasToString(base));
    }

    @Test
    @DisplayName("an order shows the same time in the shop's zone, whatever the zone of the container")
    void timesInTheZoneOfTheShop() {
        String target = "/orders/TACK-1001?token=" + FakeOrders.TOKEN;
        TimeZone before = TimeZone.getDefault();
        Set<String> times = new HashSet<>();
        try {
            for (String zone : List.of("UTC", "Pacific/Auckland", "America/Los_Angeles")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                Matcher time = Pattern.compile("23 November 2026[^<]*")
                        .matcher(get(target).text());
                assertThat(time.find()).as(zone).isTrue();
                times.add(time.group());
            }
        } finally {
            TimeZone.setDefault(before);
        }
        assertThat(times).singleElement().asString().endsWith("14:30 GMT");
        assertThat(get("/api/v1/shop").text()).contains("\"timezone\":\"Europe/London\"");
    }

    @ParameterizedTest
    @DisplayName("the checkout marks the postcode as optional where the country has none")
    @CsvSource({"GB, true", "AE, false"})
    void postcodes(String country, boolean needed) {
        carts.cart = FakeCarts.oneBridle();
        Map<String, String> fields = filled();
        fields.put("country", country);
        fields.put("action", "recalculate");
        assertThat(Pattern.compile("<input id=\"postcode\"[^>]* required")
                        .matcher(post("/checkout", fields).text())
                        .find())
                .isEqualTo(needed);
    }
}
