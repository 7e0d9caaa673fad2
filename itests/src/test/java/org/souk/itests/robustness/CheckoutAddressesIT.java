package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.itests.Await;
import org.souk.itests.Shopper;

/** Addresses and names of the whole world at checkout. */
@ExtendWith(Drops.InContainer.class)
class CheckoutAddressesIT {
    private final Drops drops;

    CheckoutAddressesIT(Drops drops) {
        this.drops = drops;
    }

    @BeforeAll
    static void itSells(Drops drops) {
        Await.until(
                Duration.ofSeconds(20),
                () -> "it sells",
                () -> drops.container
                                .shopper("healthy.localhost")
                                .add("SKU-2", 1)
                                .status()
                        == 200);
    }

    @ParameterizedTest
    @CsvSource({
        "AE, '', 201",
        "HK, '', 201",
        "PA, '', 201",
        "QA, '', 201",
        "XK, 10000, 201",
        "GB, SW1Y 4JH, 201",
        "GB, '', 422",
        "DE, '', 422",
        "ZZ, 12345, 422",
    })
    @DisplayName("a postcode is asked for where the country has one")
    void postcodes(String country, String postcode, int status) {
        Shopper.Json placed = order(country, postcode, "ada@example.org");
        assertThat(placed.status() == status || status == 422 && placed.status() == 400)
                .as(placed.toString())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"UK, GB", "EL, GR"})
    @DisplayName("a country that people write otherwise is told its code")
    void countries(String country, String right) {
        Shopper.Json refused = order(country, "12345", "ada@example.org");
        assertThat(refused.status()).isBetween(400, 422);
        assertThat(refused.toString()).contains(right);
    }

    @ParameterizedTest
    @CsvSource({
        "ada@müller.example, 201",
        "ada@xn--mller-kva.example, 201",
        "ada@例え.テスト, 201",
        "ada@example..org, 422",
        "ada@, 422",
        "ada@-a.example, 422",
    })
    @DisplayName("e-mail addresses with international domains")
    void emails(String email, int status) {
        Shopper.Json placed = order("GB", "SW1Y 4JH", email);
        assertThat(placed.status() == status || status == 422 && placed.status() == 400)
                .as(placed.toString())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u2007", "\u202f", "\u200b", "\ufeff", "\u2060", " \u00a0\u200b "})
    @DisplayName("a name of spaces of any kind is no name")
    void spaces(String name) {
        Map<String, Object> body = Shopper.address("GB");
        Map<String, Object> address = new HashMap<>((Map<String, Object>) body.get("shippingAddress"));
        address.put("name", name);
        body.put("shippingAddress", address);
        Shopper.Json placed = order(body);
        assertThat(placed.status()).as(placed.toString()).isBetween(400, 422);
    }

    private Shopper.Json order(String country, String postcode, String email) {
        Map<String, Object> body = Shopper.address(country);
        Map<String, Object> address = new HashMap<>((Map<String, Object>) body.get("shippingAddress"));
        address.put("postcode", postcode);
        body.put("shippingAddress", address);
        body.put("email", email);
        return order(body);
    }

    private Shopper.Json order(Map<String, Object> body) {
        Shopper shopper = drops.container.shopper("healthy.localhost");
        assertThat(shopper.add("SKU-1", 1).status()).isEqualTo(200);
        return shopper.checkout(UUID.randomUUID().toString(), body);
    }
}
