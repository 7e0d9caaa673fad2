package org.souk.storefront.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTest {
    @ParameterizedTest(name = "{0}")
    @DisplayName("a field loses the blanks around it and is in NFC; its raw value stays for passwords")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "%C2%A0Ada%E2%80%8B,Ada",
                "+Ada+,Ada",
                "%E2%80%AF%EF%BB%BF,''",
                "Zoe%CC%88,Zo\u00eb",
                "A%C2%A0B,A\u00a0B"
            })
    void text(String encoded, String expected) {
        Form form = Form.parse("name=" + encoded);
        assertThat(form.text("name")).isEqualTo(expected);
        assertThat(form.first("name")).isPresent();
    }
}
