package org.souk.storefront.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.Sku;
import org.souk.api.node.Role;
import org.souk.api.order.Placement;
import org.souk.api.order.Shortage;
import org.souk.storefront.internal.testing.FakeCarts;
import org.souk.storefront.internal.testing.FakeHandOvers;
import org.souk.storefront.internal.testing.FakeOrders;
import org.souk.storefront.internal.testing.FakePayments;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.testing.FakeResponse;
import org.souk.storefront.internal.testing.SampleShop;

/** From the checkout form to the order or to the gateway. */
class CheckoutPagesTest extends PagesFixture {
    @Test
    void anOrderIsPlacedWithTheKeyOfItsForm() {
        Map<String, String> fields = filled();
        FakeResponse placed = post("/checkout", fields);
        assertThat(placed.status()).isEqualTo(303);
        assertThat(placed.header("Location")).isEqualTo("/orders/TACK-1001?token=" + FakeOrders.TOKEN);
        assertThat(orders.keys).extracting("value").containsExactly(fields.get("key"));
        assertThat(orders.requests.get(0).cartVersion()).isEqualTo(7);
        assertThat(orders.requests.get(0).shippingAddress().city()).isEqualTo("London");
        String page = get(placed.header("Location")).text();
        assertThat(page)
                .contains("Thank you", "TACK-1001", "Snaffle bridle – Havana", "SW1Y 4JH London", "includes VAT");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "8899, true", "8900, false"})
    @DisplayName("an order that costs nothing asks for no payment")
    void paymentOfAnOrder(long discount, boolean paid) {
        orders.stored = FakeOrders.order(SampleShop.pounds(discount));
        String page = get("/orders/TACK-1001?token=" + FakeOrders.TOKEN).text();
        assertThat(page).contains("What happens next");
        assertThat(page.contains("You pay the way you have chosen")).isEqualTo(paid);
        assertThat(page.contains("<dt>Payment</dt>")).isEqualTo(paid);
    }

    @Test
    void sentTwiceItIsTheSameOrder() {
        Map<String, String> fields = filled();
        post("/checkout", fields);
        carts.cart = FakeCarts.empty();
        assertThat(post("/checkout", fields).header("Location")).startsWith("/orders/TACK-1001");
        assertThat(orders.keys.get(0)).isEqualTo(orders.keys.get(1));
    }

    @Test
    void nothingTypedIsLost() {
        Map<String, String> fields = filled();
        fields.put("email", "\"><script>alert(9)</script>");
        orders.placement =
                new Placement.Invalid(Map.of("email", "is no address", "shippingAddress.city", "is missing"));
        FakeResponse page = post("/checkout", fields);
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text())
                .contains("Please enter your town or city.", "aria-describedby=\"email-wrong\"", "value=\"1 Street\"")
                .doesNotContain("<script>alert(9)");
        assertThat(field(page.text(), "key")).isNotEqualTo(fields.get("key"));
    }

    @Test
    void saysInWordsWhatChanged() {
        Map<String, String> fields = filled();
        orders.placement = new Placement.OutOfStock(List.of(new Shortage(new Sku("BRIDLE-HAV"), 3, 1)));
        assertThat(post("/checkout", fields).text()).contains("There is only 1 left of “Snaffle bridle – Havana”");
        orders.placement = new Placement.PriceChanged(FakeCarts.oneBridle());
        assertThat(post("/checkout", fields).text()).contains("A price or the cart has changed");
        orders.placement = new Placement.KeyReused();
        assertThat(post("/checkout", fields).text()).contains("already sent from this page");
        int before = orders.requests.size();
        fields.put("shown", "1-GBP");
        FakeResponse other = post("/checkout", fields);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).contains("The total is now £89.00");
        fields.put("action", "recalculate");
        assertThat(post("/checkout", fields).status()).isEqualTo(200);
        assertThat(orders.requests).hasSize(before);
        orders.placement = new Placement.CartEmpty();
        assertThat(post("/checkout", filled()).header("Location")).isEqualTo("/cart");
    }

    @Test
    @DisplayName("a payment at the gateway begins and ends at a page of the shop")
    void paidElsewhere() {
        URI bank = URI.create("https://bank.example/pay?a=1&b=2");
        orders.placement = new Placement.PaymentNeeded(FakePayments.ATTEMPT, bank);
        payments.placement = orders.placement;
        String here = "/checkout/payments/" + FakePayments.ATTEMPT;
        String onward = post("/checkout", filled()).header("Location");
        assertThat(onward).isEqualTo(here + "?pay");
        assertThat(get(onward).header("Refresh")).isEqualTo("0; url=" + bank);
        assertThat(get(onward).text()).contains("href=\"https://bank.example/pay?a=1&amp;b=2\"");
        FakeResponse back = get(here);
        assertThat(back.header("Refresh")).isEqualTo("3; url=" + here);
        assertThat(back.text()).contains("Pay now", "Pay another way", "spinner");
        FakeResponse byForm = shop.send(FakeRequest.post(here, "").header("Origin", "https://bank.example"));
        assertThat(byForm.header("Location")).isEqualTo(here);
        payments.placement = new Placement.PaymentDeclined(FakePayments.ATTEMPT);
        assertThat(get(here).text()).contains("did not go through", "href=\"/checkout\"");
        assertThat(get(here).header("Refresh")).isEmpty();
        payments.placement = new Placement.PaymentOver(FakePayments.ATTEMPT);
        assertThat(get(here).text()).contains("goes back to you");
        payments.placement = new Placement.Placed(FakeOrders.order(), FakeOrders.TOKEN);
        assertThat(get(here).header("Location")).isEqualTo("/orders/TACK-1001?token=" + FakeOrders.TOKEN);
        assertThat(get("/checkout/payments/none").status()).isEqualTo(404);
        orders.placement = new Placement.PaymentDeclined(FakePayments.ATTEMPT);
        Map<String, String> fields = filled();
        FakeResponse again = post("/checkout", fields);
        assertThat(again.text()).contains("It was not paid");
        assertThat(field(again.text(), "key")).isNotEqualTo(fields.get("key"));
    }

    @Test
    void withoutTheDatabaseTheFormIsKeptWithItsKey() {
        Map<String, String> fields = filled();
        carts.unavailable = true;
        FakeResponse page = post("/checkout", fields);
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("Retry-After")).isEqualTo("5");
        assertThat(page.text()).contains("Try again", "value=\"1 Street\"");
        assertThat(field(page.text(), "key")).isEqualTo(fields.get("key"));
    }

    @Test
    void aBrowseNodeSendsElsewhere() {
        node.role = Role.BROWSE;
        assertThat(get("/checkout").status()).isEqualTo(503);
        assertThat(get("/checkout").text()).contains("elsewhere");
        node.checkoutUrl = "https://pay.example";
        assertThat(get("/checkout").header("Location")).isEqualTo("https://pay.example/checkout");
        FakeResponse sent = post("/checkout", Map.of("action", "place"));
        assertThat(sent.header("Location")).isEmpty();
        assertThat(sent.text()).contains("href=\"/checkout\"");
    }

    @Test
    @DisplayName("a cart is handed over to the checkout host once, and the code leaves the address")
    void takesTheCartAlong() {
        node.role = Role.BROWSE;
        node.checkoutUrl = "https://pay.example";
        carts.cart = FakeCarts.oneBridle();
        String onward = get("/checkout").header("Location");
        assertThat(onward).isEqualTo("https://pay.example/checkout?handover=" + FakeHandOvers.CODE);
        node.checkoutUrl = "http://tack.localhost:8181/";
        assertThat(get("/checkout").header("Location"))
                .as("the cookie is known there")
                .doesNotContain("handover");

        node.role = Role.CHECKOUT;
        FakeResponse arrived = shop.send(FakeRequest.get("/checkout?handover=" + FakeHandOvers.CODE));
        assertThat(arrived.status()).isEqualTo(303);
        assertThat(arrived.header("Location")).isEqualTo("/checkout");
        assertThat(arrived.header("Set-Cookie")).startsWith(COOKIE);
        FakeResponse again = shop.send(FakeRequest.get("/checkout?handover=" + FakeHandOvers.CODE));
        assertThat(again.header("Location")).isEqualTo("/checkout");
        assertThat(again.header("Set-Cookie")).isEmpty();
    }
}
