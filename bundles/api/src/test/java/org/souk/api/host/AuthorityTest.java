package org.souk.api.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
    @ParameterizedTest
    @CsvSource({
        "shop.example, shop.example",
        "Shop.EXAMPLE:8181, shop.example:8181",
        "shop.example., shop.example",
        "shop.example.:80, shop.example:80",
        "shop.example:, shop.example",
        "localhost, localhost",
        "10.0.0.5:8181, 10.0.0.5:8181",
        "[::1]:8181, [::1]:8181",
        "[2001:DB8:0:0:0:0:0:1], [2001:db8::1]",
        "xn--bcher-kva.example, xn--bcher-kva.example",
    })
    @DisplayName("one host has one form")
    void canonical(String text, String expected) {
        assertThat(Authority.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a@b",
                "a b",
                "a/b",
                "a?b",
                "a#b",
                "a\\b",
                "a%2eb",
                "shop..example",
                ".shop.example",
                "-a.example",
                "a-.example",
                "a_b.example",
                "shop.example:0",
                "shop.example:65536",
                "shop.example:80a",
                "shop.example:80:80",
                "::1",
                "[::1",
                "::1]",
                "[::1]x",
                "[fe80::1%25eth0]",
                "[::1::2]",
                "[1:2:3]",
                "10.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "0x7f.0.0.1",
                "0x7f000001",
                "2130706433",
                "bücher.example",
                "a,b",
                "shop.example\t",
                "a\u0000b",
                "shop.example..",
                "[]",
                "[10.0.0.1]",
                "[::ffff:10.0.0.999]",
                "http://a",
                "*.example.com"
            })
    @DisplayName("anything else is refused, never guessed")
    void malformed(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Authority.parse(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {254, 300, 10_000})
    void tooLong(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> Authority.parse("a.".repeat(length / 2) + "example"));
    }
}
