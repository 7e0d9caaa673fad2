package org.souk.storefront.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.storefront.internal.testing.FakeRequest;
import org.souk.storefront.internal.testing.PlainPages;
import org.souk.storefront.internal.testing.SampleShop;
import org.souk.storefront.internal.testing.WholeShop;

class OriginCheckTest {
    private final WholeShop whole = new WholeShop(SampleShop.live(), new PlainPages(), "10.0.0.5");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 200",
                "http://tack.localhost:8181, -, 200",
                "http://TACK.localhost:8181, same-origin, 200",
                "-, same-origin, 200",
                "-, none, 200",
                "https://tack.localhost:8181, -, 200",
                "http://tack.localhost, -, 403",
                "https://tack.localhost, -, 403",
                "http://evil.example, -, 403",
                "http://evil.example, same-origin, 403",
                "http://other.tack.localhost:8181, same-site, 403",
                "null, -, 403",
                "-, cross-site, 403",
                "-, same-site, 403",
                "http://tack.localhost:8181@evil.example, -, 403",
                "'', -, 403"
            })
    void letsOnlyTheShopItselfWrite(String origin, String site, int status) {
        FakeRequest request = FakeRequest.post("/api/v1/cart/lines", "{\"sku\":\"BRASS\",\"quantity\":1}");
        if (origin != null) {
            request.header("Origin", origin);
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        assertThat(whole.send(request).status()).isEqualTo(status);
    }

    @Test
    void wantsHttpsOverHttps() {
        FakeRequest request = FakeRequest.post("/api/v1/cart/lines", "{\"sku\":\"BRASS\",\"quantity\":1}")
                .from("10.0.0.5")
                .header("X-Forwarded-Proto", "https")
                .header("Origin", "http://tack.localhost:8181");
        assertThat(whole.send(request).status()).isEqualTo(403);
    }

    @Test
    void letsAnybodyRead() {
        FakeRequest request = FakeRequest.get("/api/v1/shop")
                .header("Origin", "http://evil.example")
                .header("Sec-Fetch-Site", "cross-site");
        assertThat(whole.send(request).status()).isEqualTo(200);
    }
}
