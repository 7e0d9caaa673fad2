package org.souk.core.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200B", "\u00AD", "\u2060", "\uFEFF", "\u034F", "\uFE0F", "\u200D", "\u200C", "\u1806", "\u3002",
                "\uFF0E", "\uFF41", "\u00A0", " ", "\u202E", "@"
            })
    @DisplayName(
            "a character in the domain that DNS cannot have, and that Java's conversion would drop or replace, is refused")
    void refused(String character) {
        assertThat(EmailAddress.isOne("ada@exa" + character + "mple.org")).isFalse();
        assertThat(EmailAddress.isOne(EmailAddress.comparable("ada@exa" + character + "mple.org")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Ada@Example.ORG,         ada@example.org",
        "ada@müller.example,      ada@xn--mller-kva.example",
        "ada@MÜLLER.example,      ada@xn--mller-kva.example",
        "ada@xn--mller-kva.example, ada@xn--mller-kva.example",
        "ada@XN--MLLER-KVA.example, ada@xn--mller-kva.example",
        "jürgen@例え.テスト,      jürgen@xn--r8jz45g.xn--zckzah"
    })
    @DisplayName("an address is the same in Unicode and in ASCII")
    void comparable(String text, String expected) {
        assertThat(EmailAddress.isOne(text)).isTrue();
        assertThat(EmailAddress.comparable(text)).isEqualTo(expected);
        assertThat(EmailAddress.comparable(expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"'',''", "Ada,ada", "a@,a@", "@B,@b"})
    void comparesWhatIsNoAddress(String text, String expected) {
        assertThat(EmailAddress.comparable(text)).isEqualTo(expected);
    }
}
