package org.souk.api.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.Sku;

class CanonicalTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "shop.example.com, -, shop.example.com",
                "Shop.Example.com:8443, -, shop.example.com:8443",
                "https://shop.example.com, https, shop.example.com",
                "http://shop.example.com:8181/, http, shop.example.com:8181",
            })
    void reads(String text, String scheme, String authority) {
        Canonical canonical = Canonical.parse(text);
        assertThat(canonical.scheme()).isEqualTo(scheme);
        assertThat(canonical.authority()).hasToString(authority);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a.example", "https://a.example/path", "https://user@a.example", "//a.example", ""})
    void refuses(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Canonical.parse(text));
    }

    @Test
    void idsAndSkusHaveAForm() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CatalogId("Tack"));
        assertThatIllegalArgumentException().isThrownBy(() -> new CatalogId("../etc"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sku(" x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sku("a\nb"));
    }
}
