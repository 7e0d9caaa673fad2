package org.souk.core.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.order.Address;
import org.souk.api.order.CheckoutRequest;

final class CheckoutFormTest {
    private static final URI SITE = URI.create("http://tack.localhost:8181");

    @ParameterizedTest
    @ValueSource(
            strings = {"a@b.example", "ann.o'neil+shop@sub.example.org", "x_y-z@xn--bcher-kva.example", " a@b.example "
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
                "a@[127.0.0.1]"
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
    @ValueSource(strings = {"UK", "XX", "G", "GBR", "*"})
    void countriesAreThoseOfTheStandard(String country) {
        Address address = new Address("Ann", "1", "", "Hay", "", "1", country);

        assertThat(CheckoutForm.of(request("a@b.example", address)).faults())
                .containsEntry("shippingAddress.country", CheckoutForm.NO_COUNTRY);
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
