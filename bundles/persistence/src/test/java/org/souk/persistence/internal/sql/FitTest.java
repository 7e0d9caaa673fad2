package org.souk.persistence.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FitTest {
    @Test
    void textsThatAreKeptMustFit() {
        assertThat(Fit.exactly("x", "Größe 🐎", 8)).isEqualTo("Größe 🐎");
        assertThatThrownBy(() -> Fit.exactly("x", "123456789", 8)).hasMessageContaining("x has more than 8");
        assertThatThrownBy(() -> Fit.exactly("x", "a\0b", 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fit.exactly("x", "a\ud83d", 8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textsThatAreShownAreMadeToFit() {
        assertThat(Fit.shortened("12345678", 8)).isEqualTo("12345678");
        assertThat(Fit.shortened("123456789", 8)).isEqualTo("1234567…");
        assertThat(Fit.shortened("123456🐎9", 8)).isEqualTo("123456…");
        assertThat(Fit.shortened("a\0b\ud83dc", 8)).isEqualTo("ab\ufffdc");
    }
}
