package org.souk.persistence.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "'', 127.0.0.1, jdbc:derby://127.0.0.1:1527/souk",
        "'', 0.0.0.0, jdbc:derby://127.0.0.1:1527/souk",
        "'', db.example, jdbc:derby://db.example:1527/souk",
        "'', ::1, jdbc:derby://[::1]:1527/souk",
        "jdbc:derby://h/shop, x, jdbc:derby://h/shop",
        "jdbc:derby://h:99/shop;password=p, x, jdbc:derby://h:99/shop",
        "jdbc:postgresql://h:5432/db?user=u&password=p, x, jdbc:postgresql://h:5432/db",
        "jdbc:postgresql://u:p@h/db, x, jdbc:postgresql://h/db",
    })
    void isShownWithoutSecrets(String url, String host, String shown) {
        assertThat(DatabaseUrl.of(url, host, 1527)).hasToString(shown);
    }

    @Test
    void derbysHasParts() {
        assertThat(DatabaseUrl.of("jdbc:derby://[::1]:99/shop;create=true", "", 0)
                        .derby())
                .isEqualTo(new DatabaseUrl.DerbyParts("::1", 99, "shop", "create=true"));
        assertThat(DatabaseUrl.of("jdbc:derby://h/shop", "", 0).derby())
                .isEqualTo(new DatabaseUrl.DerbyParts("h", 1527, "shop", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://h/db", "jdbc:derby:embedded", "h:1527"})
    void othersAreRefusedWithWhatToWrite(String url) {
        assertThatThrownBy(() -> DatabaseUrl.of(url, "", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SOUK_DB_URL");
    }
}
