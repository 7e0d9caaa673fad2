package org.souk.persistence.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deleted configuration must not send the password to whoever listens at the default address. */
class MissingConfigurationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.souk.persistence.internal.connection.SharedDatabase",
                "org.souk.derby.server.internal.DatabaseServer"
            })
    void withoutItsConfigurationTheDatabaseIsNotUsed(String component) throws Exception {
        try (InputStream xml = getClass().getResourceAsStream("/OSGI-INF/" + component + ".xml")) {
            assertThat(new String(xml.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("configuration-pid=\"org.souk.database\"")
                    .contains("configuration-policy=\"require\"");
        }
    }
}
