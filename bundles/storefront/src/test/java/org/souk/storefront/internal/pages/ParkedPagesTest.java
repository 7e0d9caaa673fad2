package org.souk.storefront.internal.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.souk.storefront.internal.testing.FakeResponse;
import org.souk.storefront.internal.testing.SampleShop;

class ParkedPagesTest extends PagesFixture {
    @Test
    void aCheckoutThatHadBegunEndsInAParkedShop() {
        Map<String, String> fields = filled();
        shop.shop = SampleShop.closed(Instant.now().minus(Duration.ofMinutes(29)));
        for (String target : List.of("/", "/checkout", "/cart", "/robots.txt")) {
            FakeResponse page = get(target);
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.header("Retry-After")).isEqualTo("300");
            assertThat(page.text()).contains("We will be right back").doesNotContain("name=\"_token\"");
        }
        assertThat(post("/cart/add", fields).status()).isEqualTo(503);
        Map<String, String> foreign = new LinkedHashMap<>(fields);
        foreign.put("_token", "forged");
        assertThat(post("/checkout", foreign).status()).isEqualTo(503);
        assertThat(orders.requests).isEmpty();

        FakeResponse placed = post("/checkout", fields);
        assertThat(placed.status()).isEqualTo(303);
        assertThat(get(placed.header("Location")).status()).isEqualTo(200);
    }

    @Test
    void halfAnHourAfterParkingOnlyWhatWasOrderedIsAnswered() {
        Map<String, String> fields = filled();
        Map<String, String> late = filled();
        String location = post("/checkout", fields).header("Location");
        shop.shop = SampleShop.closed(Instant.now().minus(Duration.ofMinutes(31)));

        FakeResponse closed = post("/checkout", late);
        assertThat(closed.status()).isEqualTo(503);
        assertThat(closed.text()).contains("We will be right back");
        assertThat(post("/checkout", fields).header("Location")).isEqualTo(location);
        assertThat(orders.requests).hasSize(1);
    }

    @Test
    void aParkedShopIsClosedInItsLook() {
        shop.shop = SampleShop.closed();
        FakeResponse page = get("/p/snaffle-bridle");
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.text()).contains("We will be right back", "The Tack Room");
    }
}
