package org.souk.core.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.order.Address;
import org.souk.api.order.CheckoutRequest;

final class CheckoutFormTest {
    private static final URI SITE = URI.create("http://tack.localhost:8181");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example",
                "ann.o'neil+shop@sub.example.org",
                "x_y-z@xn--bcher-kva.example",
                " a@b.example ",
                "\u00a0a@b.example\u200b",
                "info@m\u00fcnchen.example",
                "info@mu\u0308nchen.example",
                "j\u00f6rg@b\u00fccher.example",
                "\u7528\u6237@\u4f8b\u5b50.example",
                "\u0438\u043d\u0444\u043e@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444"
            })
    void goodAddresses(String email) {
        assertThat(email(email).faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "@b.example",
                "a@",
                "a@b",
                "a@b@c.example",
                "a b@c.example",
                ".a@b.example",
                "a.@b.example",
                "a..b@c.example",
                "a@-b.example",
                "a@b-.example",
                "a@b..example",
                "a@b.example\r\nBcc: x@y.example",
                "<a@b.example>",
                "a@[127.0.0.1]",
                "a@m\u00fcnchen",
                "a@-m\u00fcnchen.example",
                "a@m\u00fcn chen.example",
                "a\u200bb@c.example",
                "a\u202eb@c.example",
                "a\u00a0b@c.example"
            })
    void badAddresses(String email) {
        assertThat(email(email).faults()).containsKey("email");
    }

    @Test
    void tooLongAddressesAreRefusedQuickly() {
        assertThat(email("a".repeat(65) + "@b.example").faults()).containsKey("email");
        assertThat(email("a@" + "b.".repeat(200) + "example").faults()).containsKey("email");
        assertThat(email("a.".repeat(50_000) + "@").faults()).containsKey("email");
        assertThat(email("a@" + "b.".repeat(50_000) + "example").faults()).containsKey("email");
        assertThat(email("a@" + "b".repeat(50_000) + ".example").faults()).containsKey("email");
        assertThat(email("a".repeat(64) + "@" + "b.".repeat(90) + "example").faults())
                .isEmpty();
    }

    @Test
    void whatIsNeededIsNamed() {
        Address none = new Address("", " ", "", "", "", "", "");

        assertThat(new CheckoutForm("", CheckoutForm.of(request("", none)).address(), null, null, null).faults())
                .containsOnlyKeys(
                        "email",
                        "shippingAddress.name",
                        "shippingAddress.line1",
                        "shippingAddress.city",
                        "shippingAddress.postcode",
                        "shippingAddress.country")
                .containsValue(CheckoutForm.MISSING)
                .doesNotContainValue(CheckoutForm.NO_EMAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "a\u0085b", "a\u2028b", "a\ud800"})
    void charactersThatCannotBeStoredAreRefused(String text) {
        Address address = new Address("Ann", text, "", "Hay", "", "1", "GB");

        assertThat(CheckoutForm.of(request("a@b.example", address)).faults())
                .containsEntry("shippingAddress.line1", CheckoutForm.UNUSABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "XX, This is no country; write the two letters of ISO 3166.",
        "G, This is no country; write the two letters of ISO 3166.",
        "GBR, This is no country; write the two letters of ISO 3166.",
        "*, This is no country; write the two letters of ISO 3166.",
        "UK, This is no country; did you mean GB?",
        "uk, This is no country; did you mean GB?",
        "EL, This is no country; did you mean GR?",
    })
    void countriesAreThoseOfTheStandard(String country, String fault) {
        Address address = new Address("Ann", "1", "", "Hay", "", "1", country);

        assertThat(CheckoutForm.of(request("a@b.example", address)).faults())
                .containsOnly(Map.entry("shippingAddress.country", fault));
    }

    @ParameterizedTest
    @DisplayName("a postcode is needed only where the country has one")
    @CsvSource({
        "AE, '', true",
        "HK, '\u200b', true",
        "XK, 10000, true",
        "XK, '', false",
        "GB, '\u00a0', false",
        "QA, 00000, true",
        "IE, '', false"
    })
    void postcodes(String country, String postcode, boolean enough) {
        Address address = new Address("Ann", "1", "", "Hay", "", postcode, country);

        Map<String, String> faults =
                CheckoutForm.of(request("a@b.example", address)).faults();
        assertThat(faults).isEqualTo(enough ? Map.of() : Map.of("shippingAddress.postcode", CheckoutForm.MISSING));
    }

    @Test
    @DisplayName("what looks empty is missing, and what looks the same is the same")
    void normalised() {
        Address blank = new Address("\u200b", "\u00a0\u2007", "\ufeff", "\u202f", "", "1", "GB");
        assertThat(CheckoutForm.of(request("a@b.example", blank)).faults())
                .containsOnlyKeys("shippingAddress.name", "shippingAddress.line1", "shippingAddress.city");
        Address composed = new Address("Zo\u00eb", "1", "", "Hay", "", "1", "GB");
        Address decomposed = new Address("Zoe\u0308\u00a0", "1", "", "Hay\u200b", "", "1", "gb ");
        assertThat(CheckoutForm.of(request("a@b.example", decomposed)))
                .isEqualTo(CheckoutForm.of(request("a@b.example", composed)));
    }

    @Test
    void textsHaveALength() {
        Address address = new Address("x".repeat(201), "x".repeat(200), "", "Hay", "", "1", "gb");

        assertThat(CheckoutForm.of(request("a@b.example", address)).faults())
                .containsOnlyKeys("shippingAddress.name")
                .containsValue(CheckoutForm.TOO_LONG);
    }

    @Test
    void theFingerprintTellsBodiesApartButNotSpaces() {
        Address address = new Address("Ann", "1", "", "Hay", "", "1", "GB");
        Address moved = new Address("Ann", "", "1", "Hay", "", "1", "GB");
        String print = CheckoutForm.of(request("a@b.example", address)).fingerprint();

        assertThat(print).matches("[0-9a-f]{64}");
        assertThat(CheckoutForm.of(request(" a@b.example", address)).fingerprint())
                .isEqualTo(print);
        assertThat(CheckoutForm.of(request("a@b.example", moved)).fingerprint()).isNotEqualTo(print);
        assertThat(CheckoutForm.of(new CheckoutRequest("a@b.example", address, null, null, 1L, SITE))
                        .fingerprint())
                .isNotEqualTo(print);
    }

    private static CheckoutForm email(String email) {
        return CheckoutForm.of(request(email, new Address("Ann", "1", "", "Hay", "", "1", "GB")));
    }

    private static CheckoutRequest request(String email, Address address) {
        return new CheckoutRequest(email, address, null, null, null, SITE);
    }
}
