package org.souk.storefront.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.cart.CartCoupon;
import org.souk.api.cart.CartOutcome;
import org.souk.api.catalog.CouponCode;
import org.souk.api.catalog.Sku;
import org.souk.storefront.internal.testing.FakeCarts;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.testing.FakeResponse;

class PagesTest extends PagesFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/c/bridles", "/p/snaffle-bridle", "/search", "/search?q=brid", "/search?q=nothing", "/cart"
            })
    void pagesAreWhole(String target) {
        FakeResponse page = get(target);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Cache-Control")).isEqualTo(target.equals("/cart") ? "no-store" : "private, no-cache");
        assertThat(page.text())
                .startsWith("<!doctype html>")
                .contains("<main id=\"content\"", "<h1", "</html>")
                .doesNotContain("onclick", "alert(1)", " style=", "<script>", "{{", "{%");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/p/none",
                "/c/none",
                "/policies/none",
                "/orders/TACK-1001",
                "/orders/TACK-1001?token=no",
                "/orders/%C3%A9?token=x",
                "/accounts",
                "/assets/x/none.css"
            })
    void whatIsNotThereIs404InTheShopsLook(String target) {
        FakeResponse page = get(target);
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("Nothing to be found here", "The Tack Room");
    }

    @Test
    void aPageThatIsTheSameIsNotSentAgain() {
        String path = "/p/snaffle-bridle";
        String tag = get(path).header("ETag");
        FakeRequest again = FakeRequest.get(path).header("Cookie", COOKIE).header("If-None-Match", tag);
        assertThat(shop.send(again).status()).isEqualTo(304);
        // another shopper's holds another token
        FakeRequest other = FakeRequest.get(path).header("If-None-Match", tag);
        assertThat(shop.send(other).status()).isEqualTo(200);
        stock.levels.put("BRIDLE-HAV", 0);
        stock.levels.put("BRIDLE-BLK", 0);
        assertThat(shop.send(FakeRequest.get(path).header("Cookie", COOKIE).header("If-None-Match", tag))
                        .status())
                .isEqualTo(200);
        assertThat(get("/p/none").header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void onlyCartAndCheckoutAskTheDatabase() {
        carts.unavailable = true;
        for (String target :
                List.of("/", "/c/bridles", "/p/snaffle-bridle", "/search?q=b", "/sitemap.xml", "/robots.txt")) {
            assertThat(get(target).status()).as(target).isEqualTo(200);
        }
        for (String target : List.of("/cart", "/checkout")) {
            FakeResponse page = get(target);
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.header("Retry-After")).isNotEmpty();
            assertThat(page.text()).contains("Nothing is lost");
        }
    }

    @Test
    void aVariantIsChosenByItsAddress() {
        String page = get("/p/snaffle-bridle?variant=BRIDLE-BLK").text();
        assertThat(page)
                .contains("£94.00", "value=\"BRIDLE-BLK\"", "href=\"/p/snaffle-bridle?variant=BRIDLE-HAV#choose\"");
        assertThat(page)
                .contains("<s><span class=\"sr\">Before: </span>£99.00</s>", "You save 5%", "English <b>leather</b>");
        stock.levels.put("BRIDLE-HAV", 0);
        assertThat(get("/p/snaffle-bridle").text())
                .contains("value=\"BRIDLE-BLK\"", "not available in this combination");
        stock.levels.put("BRIDLE-BLK", 0);
        assertThat(get("/p/snaffle-bridle").text()).contains("Sold out at the moment", "disabled");
        assertThat(get("/").text()).contains("badge-out");
    }

    @Test
    void escapesWhatIsSearchedFor() {
        assertThat(get("/search?q=%3Cscript%3Ealert(7)%3C/script%3E%22").text())
                .doesNotContain("<script>alert(7)")
                .contains("&lt;script&gt;alert(7)&lt;/script&gt;&quot;");
    }

    @Test
    void addsAndComesBackByRedirect() {
        String token = field(get("/p/snaffle-bridle").text(), "_token");
        FakeResponse added = post("/cart/add", Map.of("_token", token, "sku", "BRIDLE-HAV", "quantity", "2"));
        assertThat(added.status()).isEqualTo(303);
        assertThat(added.header("Location")).isEqualTo("/cart?added");
        assertThat(added.header("Set-Cookie")).contains("souk=");
        assertThat(carts.calls).contains("add somebody BRIDLE-HAV 2 null");
        carts.outcome = new CartOutcome.OutOfStock(new Sku("BRIDLE-HAV"), 9, 5);
        FakeResponse refused = post("/cart/add", Map.of("_token", token, "sku", "BRIDLE-HAV", "quantity", "9"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("only 5 left", "Snaffle bridle");
    }

    @Test
    void whatComesWithASessionThatWasJustReplacedIsDoneOnceMoreByTheShopper() {
        carts.outcome = new CartOutcome.SessionReplaced();
        String token = field(get("/p/snaffle-bridle").text(), "_token");
        for (FakeResponse reply : List.of(
                post("/cart/add", Map.of("_token", token, "sku", "BRIDLE-HAV", "quantity", "2")),
                post("/cart/remove", Map.of("_token", token, "line", "l1")))) {
            assertThat(reply.status()).isEqualTo(303);
            assertThat(reply.header("Location")).isEqualTo("/cart?again");
            assertThat(reply.header("Set-Cookie")).isEmpty();
        }
        assertThat(get("/cart?again").text()).contains("Please do it once more");
    }

    @Test
    void aQuantityThatIsNoneAddsNothing() {
        String token = field(get("/p/snaffle-bridle").text(), "_token");
        for (String quantity : List.of("0", "-1", "1.5", "abc", "", "1000000000")) {
            FakeResponse refused =
                    post("/cart/add", Map.of("_token", token, "sku", "BRIDLE-HAV", "quantity", quantity));
            assertThat(refused.status()).as(quantity).isEqualTo(422);
            assertThat(refused.text()).contains("Snaffle bridle");
        }
        assertThat(carts.calls).noneMatch(call -> call.startsWith("add"));
    }

    @Test
    void aFormWithoutItsTokenDoesNothing() {
        for (String path :
                List.of("/cart/add", "/cart/update", "/cart/remove", "/cart/coupon", "/cart/coupon/remove")) {
            FakeResponse refused = post(path, Map.of("sku", "BRIDLE-HAV", "quantity", "1", "line", "l1"));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("open for too long");
        }
        Map<String, String> fields = filled();
        fields.put("_token", "forged");
        FakeResponse kept = post("/checkout", fields);
        assertThat(kept.status()).isEqualTo(403);
        assertThat(kept.text()).contains("Nothing is lost", "value=\"Ada\"");
        assertThat(orders.requests).isEmpty();
    }

    @Test
    void theCartTellsProblemsByLine() {
        carts.cart = FakeCarts.vanished();
        String page = get("/cart").text();
        assertThat(page)
                .contains("Old bit", "No longer sold. Please remove it.", "Please correct the lines")
                .doesNotContain("href=\"/checkout\"");
        assertThat(get("/checkout").header("Location")).isEqualTo("/cart");
        String token = field(page, "_token");
        assertThat(post("/cart/remove", Map.of("_token", token, "line", "l1")).status())
                .isEqualTo(303);
        assertThat(post("/cart/update", Map.of("_token", token, "line", "l1", "quantity", "many"))
                        .status())
                .isEqualTo(422);
        assertThat(post("/cart/update", Map.of("_token", token, "line", "l1", "quantity", "0"))
                        .status())
                .isEqualTo(303);
        assertThat(carts.calls).contains("remove somebody l1 null", "setQuantity somebody l1 0 null");
    }

    @Test
    void whatIsReservedForTheShoppersPaymentIsSaidToBeSoAndCanBeOrdered() {
        carts.cart = FakeCarts.reserved();
        assertThat(get("/cart").text())
                .contains("Held for your payment", "href=\"/checkout\"")
                .doesNotContain("Sold out", "Please correct the lines");
        assertThat(get("/checkout").status()).isEqualTo(200);
    }

    @Test
    void aCouponIsPutOnAndTakenOff() {
        carts.cart = FakeCarts.oneBridle();
        FakeResponse page = get("/cart");
        assertThat(page.text()).contains("Have a coupon?").doesNotContain("totals-off");
        String token = field(page.text(), "_token");
        assertThat(post("/cart/coupon", Map.of("_token", token, "code", " ten-off "))
                        .header("Location"))
                .isEqualTo("/cart");

        carts.cart = FakeCarts.withCoupon(null);
        assertThat(get("/cart").text())
                .contains("<strong>TEN-OFF</strong>", "Ten pounds off", "−£10.00", "£79.00")
                .contains("Remove the coupon TEN-OFF")
                .doesNotContain("Have a coupon?", "coupon-problem");
        assertThat(get("/checkout").text())
                .contains("<span class=\"totals-code\">TEN-OFF</span>", "−£10.00")
                .doesNotContain("coupon-on");
        assertThat(post("/cart/coupon/remove", Map.of("_token", token)).status())
                .isEqualTo(303);
        assertThat(carts.calls).contains("applyCoupon somebody TEN-OFF null", "removeCoupon somebody null");
    }

    @Test
    void aCouponThatGivesNothingSaysWhy() {
        carts.cart = FakeCarts.withCoupon(CartCoupon.Problem.BELOW_MINIMUM);
        assertThat(get("/cart").text())
                .contains("This coupon counts once your goods come to £50.00.", "href=\"/checkout\"")
                .doesNotContain("totals-off");
        assertThat(get("/checkout").text()).contains("This coupon counts once your goods come to £50.00.");
        carts.cart = FakeCarts.withCoupon(CartCoupon.Problem.USED_UP);
        assertThat(get("/checkout").text()).contains("This coupon has been used up");
    }

    @Test
    void aCodeThatTheShopDoesNotKnowIsSaidBesideTheField() {
        carts.cart = FakeCarts.oneBridle();
        String token = field(get("/cart").text(), "_token");
        FakeResponse form = post("/cart/coupon", Map.of("_token", token, "code", "what's <this>?"));
        assertThat(form.status()).isEqualTo(409);
        assertThat(form.text()).contains("We do not know this coupon.", "value=\"what&#39;s &lt;this&gt;?\"");
        assertThat(carts.calls).noneMatch(call -> call.startsWith("applyCoupon"));
        carts.outcome = new CartOutcome.UnknownCoupon(new CouponCode("NONE"));
        assertThat(post("/cart/coupon", Map.of("_token", token, "code", "none")).text())
                .contains("aria-describedby=\"coupon-wrong\"", "value=\"none\"");
    }

    @Test
    void filtersAreLinksAndChips() {
        String page = get("/search?type=Bridles&q=b").text();
        assertThat(page).contains("aria-current=\"true\"", "Kind: Bridles", "href=\"/search?q=b\"", "1 product");
        assertThat(get("/search?type=BRIDLES&q=b").text())
                .contains("aria-current=\"true\"", "href=\"/search?q=b\"")
                .doesNotContain("type=BRIDLES&amp;type=Bridles");
        assertThat(get("/search?page=x&sort=evil&type=").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/search, 200",
        "/search?page=1, 200",
        "/search?page=2, 404",
        "/search?page=99, 404",
        "/search?page=9999999999999, 404",
        "/search?type=nothing&page=1, 200",
        "/search?type=nothing&page=2, 404",
        "/search?sort=title&page=2, 404",
        "/c/bridles?page=1, 200",
        "/c/bridles?page=99, 404"
    })
    @DisplayName("a page beyond the last is 404 in the shop's design, with and without the search bundle")
    void pageBeyondTheLast(String target, int status) {
        FakeResponse response = get(target);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text()).contains("The Tack Room");
        if (!target.contains("type=") && !target.contains("sort=")) {
            search.ready = false;
            assertThat(get(target).status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/search?page=417, 200",
        "/search?page=500, 200",
        "/search?page=501, 404",
        "/search?sort=title&page=416, 200",
        "/search?sort=title&page=417, 404"
    })
    @DisplayName("a sorted list of many products ends with the last page that the search ranks whole")
    void depth(String target, int status) {
        search.leastTotal = 12_000;
        assertThat(get(target).status()).isEqualTo(status);
    }

    @Test
    @DisplayName("prices and availability are filters with readable labels")
    void pricesAndAvailability() {
        String page = get("/search?price=0-1999&available=true&price=evil&available=no")
                .text();
        assertThat(page)
                .contains("Price: Up to £19.99", "In stock", "From £20.00", "1 product")
                .contains("href=\"/search?available=true\"", "href=\"/search?price=0-1999\"")
                .doesNotContain("evil");
        assertThat(get("/search?available=false").text())
                .contains("<input type=\"hidden\" name=\"available\" value=\"false\"")
                .contains("Sold out");
    }

    @Test
    @DisplayName("a corrected spelling is shown")
    void correction() {
        assertThat(get("/search?q=snafle").text())
                .contains("Results for “snaffle”", "Nothing found for “snafle”. These come closest.", "Snaffle bridle");
        assertThat(get("/search?q=snaffle").text()).doesNotContain("come closest");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("without the search bundle, or while it is replaced, products are listed, and a search answers 503")
    void searchAway(boolean replaced) {
        search.ready = replaced;
        search.replaced = replaced;
        FakeResponse collection = get("/c/bridles");
        assertThat(collection.status()).isEqualTo(200);
        assertThat(collection.text()).contains("Snaffle bridle", "1 product").doesNotContain("Brass star");
        assertThat(get("/search").text()).contains("Brass star", "2 products");
        assertThat(get("/search?page=2").status()).isEqualTo(404);
        for (String target :
                List.of("/search?q=b", "/c/bridles?type=Bridles", "/search?price=0-", "/search?sort=title")) {
            FakeResponse later = get(target);
            assertThat(later.status()).as(target).isEqualTo(503);
            assertThat(later.header("Retry-After")).isEqualTo("2");
            assertThat(later.text()).contains("The Tack Room");
        }
    }

    @Test
    void manyFiltersDoNotMakeAHugePage() {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < 190; i++) {
            query.append("&")
                    .append(i % 2 == 0 ? "tag" : "option." + i)
                    .append("=")
                    .append("x".repeat(20))
                    .append(i);
        }
        String page = get("/search?" + query.substring(1)).text();
        assertThat(page.length()).isLessThan(100_000);
        assertThat(page.split("class=\"chip\"")).hasSizeLessThanOrEqualTo(21);
    }

    @Test
    void robotsAndSitemap() {
        assertThat(get("/robots.txt").text()).contains("Sitemap: http://tack.localhost:8181/sitemap.xml");
        assertThat(get("/sitemap.xml").text()).contains("<loc>http://tack.localhost:8181/p/snaffle-bridle</loc>");
    }
}
