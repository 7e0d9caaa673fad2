package org.souk.persistence.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ColumnLimitsTest {
    @Test
    void textsThatAreKeptMustFit() {
        assertThat(ColumnLimits.exactly("x", "Größe 🐎", 8)).isEqualTo("Größe 🐎");
        assertThatThrownBy(() -> ColumnLimits.exactly("x", "123456789", 8)).hasMessageContaining("x has more than 8");
        assertThatThrownBy(() -> ColumnLimits.exactly("x", "a\0b", 8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ColumnLimits.exactly("x", "a\ud83d", 8)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textsThatAreShownAreMadeToFit() {
        assertThat(ColumnLimits.shortened("12345678", 8)).isEqualTo("12345678");
        assertThat(ColumnLimits.shortened("123456789", 8)).isEqualTo("1234567…");
        assertThat(ColumnLimits.shortened("123456🐎9", 8)).isEqualTo("123456…");
        assertThat(ColumnLimits.shortened("a\0b\ud83dc", 8)).isEqualTo("ab\ufffdc");
    }
}
