package org.souk.storefront.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.cart.CartCoupon;
import org.souk.api.cart.CartOutcome;
import org.souk.api.cart.LineId;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.api.search.Availability;
import org.souk.api.search.PriceRange;
import org.souk.storefront.internal.testing.FakeCarts;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.testing.FakeResponse;
import org.souk.storefront.internal.testing.PlainPages;
import org.souk.storefront.internal.testing.SampleShop;
import org.souk.storefront.internal.testing.Schema;
import org.souk.storefront.internal.testing.WholeShop;

class JsonApiTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LINE = "{\"sku\":\"BRASS\",\"quantity\":2}";
    private static final String COOKIE = "souk=" + FakeCarts.SESSION.value();

    private final WholeShop whole = new WholeShop(SampleShop.live(), new PlainPages());
    private final JsonNode document = read(whole.send(FakeRequest.get("/api/v1/openapi.json")));

    @Test
    void tellsTheShop() {
        JsonNode shop = ok(FakeRequest.get("/api/v1/shop"), 200, "Shop");
        assertThat(shop.get("id").textValue()).isEqualTo("tack");
        assertThat(shop.get("currency").textValue()).isEqualTo("GBP");
        assertThat(shop.get("locale").textValue()).isEqualTo("en-GB");
        assertThat(shop.get("version").textValue()).isEqualTo("1.2");
        assertThat(shop.get("url").textValue()).isEqualTo("http://tack.localhost:8181/");
    }

    @Test
    void findsProducts() {
        String query =
                "?q=+bridle+&collection=bridles&page=3&size=100&sort=price-asc&vendor=A&vendor=B&tag=&option.Colour=Black"
                        + "&utm=x";
        JsonNode page = ok(FakeRequest.get("/api/v1/products" + query), 200, "ProductPage");
        assertThat(page.get("page").intValue()).isEqualTo(3);
        assertThat(page.get("size").intValue()).isEqualTo(100);
        assertThat(page.get("total").intValue()).isEqualTo(2);
        assertThat(page.at("/items/0/price/amount").longValue()).isEqualTo(8900);
        assertThat(page.at("/items/0/highestPrice/amount").longValue()).isEqualTo(9400);
        assertThat(page.at("/facets/vendor/0/count").intValue()).isEqualTo(1);
        assertThat(whole.asked.text()).isEqualTo("bridle");
        assertThat(whole.asked.collection()).isEqualTo("bridles");
        assertThat(whole.asked.sort()).isEqualTo("price-asc");
        assertThat(whole.asked.filters())
                .isEqualTo(Map.of("vendor", List.of("A", "B"), "option.Colour", List.of("Black")));
        assertThat(whole.asked.prices()).isEmpty();
        assertThat(whole.asked.availability()).isEqualTo(Availability.ANY);
        ok(FakeRequest.get("/api/v1/products"), 200, "ProductPage");
        assertThat(whole.asked.page()).isEqualTo(1);
        assertThat(whole.asked.size()).isEqualTo(24);
    }

    @Test
    @DisplayName("prices and availability are filters; a corrected spelling is in the reply")
    void filtersByPrice() {
        JsonNode page = ok(
                FakeRequest.get("/api/v1/products?q=snafle&price=1000-4999&price=-99&price=&available=true"),
                200,
                "ProductPage");
        assertThat(page.get("corrected").textValue()).isEqualTo("snaffle");
        assertThat(whole.asked.prices()).containsExactly(new PriceRange(1000, 4999), new PriceRange(0, 99));
        assertThat(whole.asked.availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(ok(FakeRequest.get("/api/v1/products?available=false"), 200, "ProductPage")
                        .has("corrected"))
                .isFalse();
        assertThat(whole.asked.availability()).isEqualTo(Availability.SOLD_OUT);
    }

    @Test
    @DisplayName("suggestions complete a search text")
    void suggests() {
        JsonNode found = ok(FakeRequest.get("/api/v1/suggestions?q=sna"), 200, "Suggestions");
        assertThat(found.at("/items/0/text").textValue()).isEqualTo("snaffle");
        assertThat(found.at("/items/0").has("url")).isFalse();
        assertThat(found.at("/items/1/url").textValue()).isEqualTo("/p/snaffle-bridle");
        assertThat(ok(FakeRequest.get("/api/v1/suggestions"), 200, "Suggestions")
                        .get("items"))
                .isEmpty();
        assertThat(whole.send(FakeRequest.get("/api/v1/suggestions?q=" + "x".repeat(201)))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "price=x, price",
        "price=5-1, price",
        "price=-, price",
        "available=yes, available",
        "size=0, size",
        "size=101, size",
        "size=x, size",
        "page=0, page",
        "page=-1, page",
        "page=9999999999, page",
        "sort=random, sort"
    })
    void refusesAPageThatIsNone(String query, String field) {
        JsonNode problem = problem(FakeRequest.get("/api/v1/products?" + query), 400, "invalid-request");
        assertThat(problem.get("errors").has(field)).isTrue();
    }

    @Test
    void refusesTooManyFilters() {
        String tags = "tag=a&".repeat(11);
        JsonNode problem = problem(FakeRequest.get("/api/v1/products?" + tags), 400, "invalid-request");
        assertThat(problem.get("errors").has("tag")).isTrue();
        StringBuilder options = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            options.append("&option.").append(i).append("=x");
        }
        problem(FakeRequest.get("/api/v1/products?" + options), 400, "invalid-request");
    }

    @Test
    void tellsAProduct() {
        whole.stock.levels.put("BRIDLE-HAV", 0);
        JsonNode product = ok(FakeRequest.get("/api/v1/products/snaffle-bridle"), 200, "Product");
        assertThat(product.get("available").booleanValue()).isTrue();
        assertThat(product.at("/variants/0/available").booleanValue()).isFalse();
        assertThat(product.at("/variants/1/options/Colour").textValue()).isEqualTo("Black");
        assertThat(product.at("/variants/1/compareAtPrice/amount").longValue()).isEqualTo(9900);
        assertThat(product.get("descriptionHtml").textValue())
                .contains("<b>leather</b>")
                .doesNotContain("script", "onclick");
        assertThat(product.at("/collections/0").textValue()).isEqualTo("bridles");
        ok(FakeRequest.get("/api/v1/products/brass-star"), 200, "Product");
        problem(FakeRequest.get("/api/v1/products/none"), 404, "not-found");
    }

    @Test
    void answersConditionalRequests() {
        FakeResponse first = whole.send(FakeRequest.get("/api/v1/products/brass-star"));
        assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=5");
        FakeRequest again = FakeRequest.get("/api/v1/products/brass-star")
                .header("If-None-Match", "\"x\", " + first.header("ETag"));
        assertThat(whole.send(again).status()).isEqualTo(304);
    }

    @Test
    void showsTheCart() {
        JsonNode empty = ok(FakeRequest.get("/api/v1/cart"), 200, "Cart");
        assertThat(empty.get("itemCount").intValue()).isZero();
        assertThat(whole.carts.calls).containsExactly("view nobody Destination[country=null, shippingMethod=null]");
        whole.carts.cart = FakeCarts.vanished();
        JsonNode cart = ok(
                FakeRequest.get("/api/v1/cart?country=IE&shippingMethod=standard")
                        .header("Cookie", COOKIE),
                200,
                "Cart");
        assertThat(cart.at("/lines/0/problem").textValue()).isEqualTo("gone");
        assertThat(whole.carts.calls.get(1))
                .isEqualTo("view somebody Destination[country=IE, shippingMethod=standard]");
        whole.carts.cart = FakeCarts.reserved();
        JsonNode reserved = ok(FakeRequest.get("/api/v1/cart").header("Cookie", COOKIE), 200, "Cart");
        assertThat(reserved.at("/lines/0/problem").textValue()).isEqualTo("held");
        assertThat(reserved.at("/lines/0/available").booleanValue()).isTrue();
        FakeResponse response = whole.send(FakeRequest.get("/api/v1/cart").header("Cookie", COOKIE));
        assertThat(response.headers("Set-Cookie")).isEmpty();
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    @DisplayName("a coupon is added and removed; a malformed code is an unknown coupon")
    void couponsOfTheCart() {
        whole.carts.outcome = new CartOutcome.Changed(FakeCarts.withCoupon(null), FakeCarts.SESSION);
        JsonNode cart = ok(coupon("PUT", "{\"code\":\"\u00a0ten-off\u200b \"}"), 200, "Cart");
        assertThat(cart.at("/coupon/code").textValue()).isEqualTo("TEN-OFF");
        assertThat(cart.at("/coupon/name").textValue()).isEqualTo("Ten pounds off");
        assertThat(cart.at("/coupon").has("problem")).isFalse();
        assertThat(cart.at("/discount/amount").longValue()).isEqualTo(1000);
        whole.carts.cart = FakeCarts.withCoupon(CartCoupon.Problem.BELOW_MINIMUM);
        assertThat(ok(FakeRequest.get("/api/v1/cart"), 200, "Cart")
                        .at("/coupon/problem")
                        .textValue())
                .isEqualTo("below-minimum");
        whole.carts.outcome = new CartOutcome.Changed(FakeCarts.oneBridle(), FakeCarts.SESSION);
        assertThat(ok(coupon("DELETE", ""), 200, "Cart").has("coupon")).isFalse();
        problem(coupon("PUT", "{\"code\":\"ü\"}"), 409, "coupon-unknown");
        problem(coupon("PUT", "{\"code\":5}"), 400, "invalid-request");
        assertThat(whole.carts.calls)
                .contains("applyCoupon somebody TEN-OFF k-2", "removeCoupon somebody k-2")
                .hasSize(3);
    }

    private static FakeRequest coupon(String method, String body) {
        FakeRequest request = new FakeRequest(method, "/api/v1/cart/coupon")
                .header("Host", "tack.localhost")
                .header("Cookie", COOKIE)
                .header("Idempotency-Key", "k-2");
        return body.isEmpty()
                ? request
                : request.header("Content-Type", "application/json").body(body);
    }

    @Test
    void writesTheCart() {
        JsonNode cart = ok(FakeRequest.post("/api/v1/cart/lines", LINE), 200, "Cart");
        assertThat(cart.at("/lines/0/sku").textValue()).isEqualTo("BRIDLE-HAV");
        FakeResponse response = whole.send(FakeRequest.post("/api/v1/cart/lines", LINE)
                .header("Cookie", COOKIE)
                .header("Idempotency-Key", "\"k1\""));
        assertThat(response.header("Set-Cookie"))
                .isEqualTo(COOKIE + "; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
        ok(write("PATCH", "{\"quantity\":0}"), 200, "Cart");
        ok(write("DELETE", ""), 200, "Cart");
        assertThat(whole.carts.calls)
                .containsExactly(
                        "add nobody BRASS 2 null",
                        "add somebody BRASS 2 k1",
                        "setQuantity nobody l1 0 null",
                        "remove nobody l1 null");
    }

    @Test
    void tellsWhatCameOfAWrite() {
        whole.carts.outcome = new CartOutcome.UnknownCoupon(new CouponCode("NONE"));
        problem(coupon("PUT", "{\"code\":\"none\"}"), 409, "coupon-unknown");
        whole.carts.outcome = new CartOutcome.Empty();
        problem(coupon("PUT", "{\"code\":\"none\"}"), 409, "cart-empty");
        whole.carts.outcome = new CartOutcome.OutOfStock(new Sku("BRASS"), 5, 3);
        JsonNode out = problem(FakeRequest.post("/api/v1/cart/lines", LINE), 409, "out-of-stock");
        assertThat(out.get("available").intValue()).isEqualTo(3);
        assertThat(out.get("sku").textValue()).isEqualTo("BRASS");
        whole.carts.outcome = new CartOutcome.UnknownSku(new Sku("BRASS"));
        problem(FakeRequest.post("/api/v1/cart/lines", LINE), 404, "not-found");
        whole.carts.outcome = new CartOutcome.UnknownLine(new LineId("l1"));
        problem(write("DELETE", ""), 404, "not-found");
        whole.carts.outcome = new CartOutcome.Full(200);
        problem(FakeRequest.post("/api/v1/cart/lines", LINE), 409, "cart-full");
        whole.carts.outcome = new CartOutcome.SessionReplaced();
        problem(FakeRequest.post("/api/v1/cart/lines", LINE), 409, "session-replaced");
        FakeResponse replaced = whole.send(write("DELETE", ""));
        assertThat(replaced.header("Set-Cookie")).isEmpty();
        assertThat(replaced.header("Retry-After")).isEqualTo("1");
        whole.carts.outcome = new CartOutcome.KeyReused();
        problem(FakeRequest.post("/api/v1/cart/lines", LINE), 422, "idempotency-key-reused");
        whole.carts.unavailable = true;
        FakeRequest away = FakeRequest.post("/api/v1/cart/lines", LINE);
        problem(away, 503, "unavailable");
        assertThat(whole.send(away).header("Retry-After")).isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sku\":\"BRASS\"}|quantity",
                "{\"sku\":\"BRASS\",\"quantity\":0}|quantity",
                "{\"sku\":\"BRASS\",\"quantity\":-1}|quantity",
                "{\"sku\":\"BRASS\",\"quantity\":10000}|quantity",
                "{\"sku\":\"BRASS\",\"quantity\":1.5}|quantity",
                "{\"sku\":\"BRASS\",\"quantity\":1.0}|quantity",
                "{\"sku\":\"BRASS\",\"quantity\":1e2}|quantity",
                "{\"sku\":\"BRASS\",\"quantity\":\"2\"}|quantity",
                "{\"sku\":\"BRASS\",\"quantity\":99999999999999999999}|quantity",
                "{\"sku\":\"BRASS\",\"quantity\":null}|quantity",
                "{\"sku\":7,\"quantity\":1}|sku",
                "{\"quantity\":1}|sku",
                "{\"sku\":\"\",\"quantity\":1}|sku",
                "{\"sku\":\"\\u00a0\\u200b\",\"quantity\":1}|sku",
                "{\"sku\":\"BRASS\",\"quantity\":1,\"price\":1}|price"
            })
    void saysWhatIsWrong(String body, String field) {
        JsonNode problem = problem(FakeRequest.post("/api/v1/cart/lines", body), 400, "invalid-request");
        assertThat(problem.get("errors").has(field)).isTrue();
        assertThat(whole.carts.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "{",
                "{\"sku\":\"A\",\"sku\":\"B\",\"quantity\":1}",
                "{} {}",
                "{}x",
                "{\"a\":[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]}",
                "{'sku':'A'}",
                "{\"a\":NaN}",
                "{\"a\":01}"
            })
    void refusesWhatIsNoObject(String body) {
        problem(FakeRequest.post("/api/v1/cart/lines", body), 400, "malformed");
    }

    @Test
    void boundsTheBody() {
        problem(FakeRequest.post("/api/v1/cart/lines", LINE + " ".repeat(70_000)), 413, "too-large");
        problem(FakeRequest.post("/api/v1/cart/lines", LINE).declared(1_000_000), 413, "too-large");
    }

    @Test
    void readsJsonOnly() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "")) {
            FakeRequest request = new FakeRequest("POST", "/api/v1/cart/lines")
                    .header("Host", "tack.localhost")
                    .body(LINE);
            problem(type.isEmpty() ? request : request.header("Content-Type", type), 415, "unsupported-media-type");
        }
        FakeRequest charset = new FakeRequest("POST", "/api/v1/cart/lines")
                .header("Host", "tack.localhost")
                .header("Content-Type", "Application/JSON; charset=utf-8")
                .body(LINE);
        ok(charset, 200, "Cart");
    }

    @Test
    void refusesOtherMethodsAndPaths() {
        FakeRequest put = new FakeRequest("PUT", "/api/v1/cart/lines/l1").header("Host", "tack.localhost");
        problem(put, 405, "method-not-allowed");
        assertThat(whole.send(put).header("Allow")).isEqualTo("DELETE, OPTIONS, PATCH");
        problem(FakeRequest.post("/api/v1/shop", "{}"), 405, "method-not-allowed");
        problem(FakeRequest.get("/api/v1/none"), 404, "not-found");
        problem(FakeRequest.get("/api"), 404, "not-found");
        problem(FakeRequest.get("/api/v2/shop"), 404, "not-found");
        problem(new FakeRequest("DELETE", "/api/v1/cart/lines/a_b").header("Host", "tack.localhost"), 404, "not-found");
        FakeResponse options = whole.send(new FakeRequest("OPTIONS", "/api/v1/cart").header("Host", "tack.localhost"));
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    private static FakeRequest write(String method, String json) {
        FakeRequest request = new FakeRequest(method, "/api/v1/cart/lines/l1").header("Host", "tack.localhost:8181");
        return json.isEmpty()
                ? request
                : request.header("Content-Type", "application/json").body(json);
    }

    private JsonNode ok(FakeRequest request, int status, String schema) {
        FakeResponse response = whole.send(request);
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        JsonNode node = read(response);
        assertThat(Schema.faults(document, document.at("/components/schemas/" + schema), node))
                .isEmpty();
        return node;
    }

    private JsonNode problem(FakeRequest request, int status, String name) {
        FakeResponse response = whole.send(request);
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.headers("Set-Cookie")).isEmpty();
        JsonNode node = read(response);
        assertThat(node.get("type").textValue()).isEqualTo("urn:souk:problem:" + name);
        assertThat(node.get("status").intValue()).isEqualTo(status);
        assertThat(Schema.faults(document, document.at("/components/schemas/Problem"), node))
                .isEmpty();
        return node;
    }

    private static JsonNode read(FakeResponse response) {
        try {
            return MAPPER.readTree(response.text());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + response.text(), e);
        }
    }
}
