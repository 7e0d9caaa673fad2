package org.souk.persistence.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.persistence.internal.transaction.DatabaseCall;

class GreetingTest {
    @ParameterizedTest
    @DisplayName("PostgreSQL ends what a client that vanished left there: transactions at once, sessions soon")
    @CsvSource({"idle_in_transaction_session_timeout, 4s", "idle_session_timeout, 1min", "lock_timeout, 2500ms"})
    void ends(String setting, String after) {
        String told = TestDatabase.POSTGRES
                .shared()
                .run(DatabaseCall.repeatable("ask for a setting"), unit -> unit.sql()
                        .first("SHOW " + setting, row -> row.getString(1))
                        .orElseThrow());
        assertThat(told).isEqualTo(after);
    }
}
