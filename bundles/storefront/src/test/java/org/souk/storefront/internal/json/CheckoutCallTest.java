package org.souk.storefront.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.Sku;
import org.souk.api.order.Address;
import org.souk.api.order.CheckoutRequest;
import org.souk.api.order.Placement;
import org.souk.api.order.Shortage;
import org.souk.storefront.internal.testing.FakeCarts;
import org.souk.storefront.internal.testing.FakeOrders;
import org.souk.storefront.internal.testing.FakePayments;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.testing.FakeResponse;
import org.souk.storefront.internal.testing.PlainPages;
import org.souk.storefront.internal.testing.SampleShop;
import org.souk.storefront.internal.testing.Schema;
import org.souk.storefront.internal.testing.WholeShop;

class CheckoutCallTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ADDRESS =
            "{\"name\":\"Ada\",\"line1\":\"1 Street\",\"line2\":\"\",\"city\":\" London \","
                    + "\"region\":\"\",\"postcode\":\"SW1Y 4JH\",\"country\":\"GB\"}";
    private static final String BODY = "{\"email\":\"ada@example.com\",\"shippingAddress\":" + ADDRESS
            + ",\"shippingMethod\":\"standard\",\"payment\":{\"method\":\"invoice\"},\"cartVersion\":7}";

    private final WholeShop whole = new WholeShop(SampleShop.live(), new PlainPages());
    private final JsonNode document = read(whole.send(FakeRequest.get("/api/v1/openapi.json")));

    @Test
    void placesAnOrder() {
        FakeResponse response = whole.send(checkout(BODY));
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.header("Location")).isEqualTo("/api/v1/orders/TACK-1001?token=" + FakeOrders.TOKEN);
        assertThat(response.header("Set-Cookie")).startsWith("souk=");
        JsonNode receipt = fits(response, "Receipt");
        assertThat(receipt.get("number").textValue()).isEqualTo("TACK-1001");
        assertThat(receipt.get("token").textValue()).isEqualTo(FakeOrders.TOKEN);
        assertThat(receipt.get("status").textValue()).isEqualTo("placed");
        assertThat(receipt.at("/total/amount").longValue()).isEqualTo(8900);
        assertThat(whole.orders.keys.get(0).value()).isEqualTo("key-1");
        assertThat(whole.orders.requests)
                .containsExactly(new CheckoutRequest(
                        "ada@example.com",
                        new Address("Ada", "1 Street", "", "London", "", "SW1Y 4JH", "GB"),
                        "standard",
                        "invoice",
                        7L,
                        URI.create("http://tack.localhost:8181")));
        assertThat(whole.send(checkout(BODY)).text()).isEqualTo(response.text());
    }

    @Test
    void aParkedShopAnswersRepeatsAloneAndShowsOrders() {
        FakeResponse placed = whole.send(checkout(BODY));
        whole.shop = SampleShop.closed();
        assertThat(whole.send(checkout(BODY)).text()).isEqualTo(placed.text());
        FakeResponse fresh =
                whole.send(FakeRequest.post("/api/v1/checkout", BODY).header("Idempotency-Key", "another"));
        assertThat(fresh.status()).isEqualTo(503);
        assertThat(fresh.text()).contains("urn:souk:problem:parked");
        assertThat(fresh.header("Retry-After")).isEqualTo("300");
        assertThat(whole.orders.requests).hasSize(1);
        assertThat(whole.send(FakeRequest.get("/api/v1/orders/TACK-1001?token=" + FakeOrders.TOKEN))
                        .status())
                .isEqualTo(200);
        for (FakeRequest closed : List.of(
                FakeRequest.get("/api/v1/cart"),
                FakeRequest.get("/api/v1/checkout"),
                FakeRequest.post("/api/v1/cart/lines", "{\"sku\":\"BRASS\",\"quantity\":1}"))) {
            assertThat(whole.send(closed).status()).isEqualTo(503);
        }
    }

    @Test
    void leavesOutWhatMayBeAbsent() {
        String address = ADDRESS.replace("\"line2\":\"\",", "").replace("\"region\":\"\",", "");
        assertThat(whole.send(checkout("{\"email\":\"a@b.example\",\"shippingAddress\":" + address + "}"))
                        .status())
                .isEqualTo(201);
        CheckoutRequest request = whole.orders.requests.get(0);
        assertThat(request.shippingMethod()).isNull();
        assertThat(request.paymentMethod()).isNull();
        assertThat(request.cartVersion()).isNull();
        assertThat(request.shippingAddress().region()).isEmpty();
    }

    @Test
    @DisplayName("an empty postcode is passed on, because some countries have none")
    void takesAnEmptyPostcode() {
        String address = ADDRESS.replace("SW1Y 4JH", "").replace("\"GB\"", "\"AE\"");
        assertThat(whole.send(checkout("{\"email\":\"a@b.example\",\"shippingAddress\":" + address + "}"))
                        .status())
                .isEqualTo(201);
        assertThat(whole.orders.requests.get(0).shippingAddress().postcode()).isEmpty();
    }

    @Test
    void wantsTheMethodOfAPaymentThatIsThere() {
        String body = BODY.replace("{\"method\":\"invoice\"}", "{}");
        assertThat(problem(checkout(body), 400, "invalid-request").get("errors").fieldNames())
                .toIterable()
                .containsExactly("payment.method");
        assertThat(whole.orders.requests).isEmpty();
    }

    @Test
    void wantsAKey() {
        problem(FakeRequest.post("/api/v1/checkout", BODY), 400, "idempotency-key-missing");
        problem(checkout(BODY).header("Idempotency-Key", "other"), 400, "malformed");
        problem(FakeRequest.post("/api/v1/checkout", BODY).header("Idempotency-Key", "a b"), 400, "malformed");
        assertThat(whole.orders.requests).isEmpty();
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        String body =
                "{\"email\":7,\"shippingAddress\":{\"name\":\"x\",\"zip\":\"1\"},\"payment\":\"invoice\",\"cartVersion\":\"7\","
                        + "\"coupon\":\"X\"}";
        JsonNode errors = problem(checkout(body), 400, "invalid-request").get("errors");
        assertThat(errors.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "email",
                        "shippingAddress.line1",
                        "shippingAddress.city",
                        "shippingAddress.postcode",
                        "shippingAddress.country",
                        "shippingAddress.zip",
                        "payment",
                        "cartVersion",
                        "coupon");
        JsonNode none = problem(checkout("{}"), 400, "invalid-request").get("errors");
        assertThat(none.fieldNames()).toIterable().containsExactlyInAnyOrder("email", "shippingAddress");
    }

    @Test
    void tellsWhyNothingWasOrdered() {
        whole.orders.placement = new Placement.CartEmpty();
        problem(checkout(BODY), 409, "cart-empty");
        whole.orders.placement = new Placement.PriceChanged(FakeCarts.oneBridle());
        assertThat(problem(checkout(BODY), 409, "price-changed")
                        .at("/cart/version")
                        .longValue())
                .isEqualTo(7);
        whole.orders.placement =
                new Placement.OutOfStock(List.of(new Shortage(new Sku("A"), 5, 3), new Shortage(new Sku("B"), 1, 0)));
        JsonNode out = problem(checkout(BODY), 409, "out-of-stock");
        assertThat(out.get("available").intValue()).isZero();
        assertThat(out.at("/items/0/available").intValue()).isEqualTo(3);
        whole.orders.placement = new Placement.CartProblem(FakeCarts.vanished());
        JsonNode gone = problem(checkout(BODY), 409, "out-of-stock");
        assertThat(gone.at("/items/0/sku").textValue()).isEqualTo("GONE-1");
        assertThat(gone.at("/cart/lines/0/problem").textValue()).isEqualTo("gone");
        whole.orders.placement = new Placement.KeyReused();
        problem(checkout(BODY), 422, "idempotency-key-reused");
        whole.orders.placement = new Placement.Invalid(Map.of("email", "This is no e-mail address."));
        assertThat(problem(checkout(BODY), 400, "invalid-request")
                        .at("/errors/email")
                        .textValue())
                .isEqualTo("This is no e-mail address.");
    }

    @Test
    @DisplayName("a payment at the gateway answers 202 with its address, and its state can be read")
    void paidElsewhere() {
        URI bank = URI.create("https://bank.example/pay");
        whole.orders.placement = new Placement.PaymentNeeded(FakePayments.ATTEMPT, bank);
        FakeResponse response = whole.send(checkout(BODY));
        assertThat(response.status()).isEqualTo(202);
        assertThat(fits(response, "PaymentNeeded").get("next").textValue()).isEqualTo(bank.toString());
        whole.orders.placement = new Placement.PaymentNeeded(FakePayments.ATTEMPT, null);
        assertThat(fits(whole.send(checkout(BODY)), "PaymentNeeded").get("next").textValue())
                .isEqualTo("http://tack.localhost:8181/checkout/payments/" + FakePayments.ATTEMPT);
        whole.orders.placement = new Placement.PaymentDeclined(FakePayments.ATTEMPT);
        problem(checkout(BODY), 402, "payment-declined");
        whole.orders.placement = new Placement.PaymentOver(FakePayments.ATTEMPT);
        problem(checkout(BODY), 409, "payment-over");
    }

    @Test
    void tellsOfAPayment() {
        FakeRequest look = FakeRequest.get("/api/v1/payments/" + FakePayments.ATTEMPT);
        assertThat(fits(whole.send(look), "Payment").get("state").textValue()).isEqualTo("open");
        whole.payments.placement = new Placement.Placed(FakeOrders.order(), FakeOrders.TOKEN);
        assertThat(fits(whole.send(look), "Payment").at("/order/number").textValue())
                .isEqualTo("TACK-1001");
        whole.payments.placement = new Placement.PaymentDeclined(FakePayments.ATTEMPT);
        assertThat(fits(whole.send(look), "Payment").get("state").textValue()).isEqualTo("declined");
        whole.payments.placement = new Placement.PaymentOver(FakePayments.ATTEMPT);
        assertThat(fits(whole.send(look), "Payment").get("state").textValue()).isEqualTo("over");
        problem(FakeRequest.get("/api/v1/payments/none"), 404, "not-found");
        problem(FakeRequest.get("/api/v1/payments/" + "0".repeat(32)), 404, "not-found");
    }

    @Test
    @DisplayName("a gateway's notification may come from any origin and need not be JSON, but must be genuine")
    void notices() {
        String address = "/api/v1/payments/notices/bank";
        FakeRequest genuine = FakeRequest.post(address, "genuine").header("Origin", "https://bank.example");
        assertThat(whole.send(genuine).status()).isEqualTo(204);
        problem(FakeRequest.post(address, "made up"), 404, "not-found");
        assertThat(whole.payments.notices).containsExactly("bank", "bank");
        whole.shop = SampleShop.closed();
        assertThat(whole.send(genuine).status()).isEqualTo(204);
    }

    @Test
    void sendsElsewhere() {
        whole.orders.placement = new Placement.Elsewhere(null);
        problem(checkout(BODY), 503, "checkout-elsewhere");
        whole.orders.placement = new Placement.Elsewhere("https://pay.tack.example/");
        FakeResponse response = whole.send(checkout(BODY));
        assertThat(response.status()).isEqualTo(307);
        assertThat(response.header("Location")).isEqualTo("https://pay.tack.example/api/v1/checkout");
    }

    @Test
    void showsAnOrderToWhoeverHasItsToken() {
        FakeResponse response = whole.send(FakeRequest.get("/api/v1/orders/TACK-1001?token=" + FakeOrders.TOKEN));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        JsonNode order = fits(response, "Order");
        assertThat(order.at("/shippingAddress/city").textValue()).isEqualTo("London");
        assertThat(order.at("/placedAt").textValue()).isEqualTo("2026-11-23T14:30:00Z");
        problem(FakeRequest.get("/api/v1/orders/TACK-1001?token=wrong"), 404, "not-found");
        problem(FakeRequest.get("/api/v1/orders/TACK-1001"), 404, "not-found");
        problem(FakeRequest.get("/api/v1/orders/a_b?token=x"), 404, "not-found");
    }

    private static FakeRequest checkout(String body) {
        return FakeRequest.post("/api/v1/checkout", body)
                .header("Idempotency-Key", "key-1")
                .header("Cookie", "souk=" + FakeCarts.SESSION.value());
    }

    private JsonNode problem(FakeRequest request, int status, String name) {
        FakeResponse response = whole.send(request);
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        JsonNode node = fits(response, "Problem");
        assertThat(node.get("type").textValue()).isEqualTo("urn:souk:problem:" + name);
        return node;
    }

    private JsonNode fits(FakeResponse response, String schema) {
        JsonNode node = read(response);
        assertThat(Schema.faults(document, document.at("/components/schemas/" + schema), node))
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
