package org.souk.storefront.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColorContrastTest {
    @Test
    void contrastIsThatOfWcag() {
        assertThat(ColorContrast.ratio("#000000", "#ffffff")).isBetween(20.9, 21.1);
        assertThat(ColorContrast.ratio("#777", "#fff")).isBetween(4.4, 4.5);
        assertThat(ColorContrast.textOn("#ffcc00")).isEqualTo("#111111");
        assertThat(ColorContrast.textOn("#1f3a34")).isEqualTo("#ffffff");
    }
}
