package org.souk.storefront.internal.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    @DisplayName("stays as long as its bundle, whoever of the others goes")
    void stays() throws IOException {
        String name = "/OSGI-INF/" + Stage.class.getName() + ".xml";
        try (InputStream in = Objects.requireNonNull(Stage.class.getResourceAsStream(name))) {
            String component = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(component).contains("immediate=\"true\"").doesNotContain("<reference ");
        }
    }
}
