package org.souk.core.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.CatalogId;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.api.session.SessionToken;
import org.souk.core.internal.fake.MemoryDatabase;

final class SealedHandOversTest {
    private static final CatalogId TACK = new CatalogId("tack");
    private static final SessionToken SESSION = SessionToken.random(new SecureRandom());

    private final MemoryDatabase database = new MemoryDatabase();
    private SealedHandOvers browse;
    private SealedHandOvers checkout;

    @BeforeEach
    void start() {
        browse = new SealedHandOvers(database);
        checkout = new SealedHandOvers(database);
    }

    @Test
    void anotherContainerOpensItOnce() {
        String code = browse.issue(TACK, SESSION);

        assertThat(code).matches("[A-Za-z0-9_-]+").doesNotContain(SESSION.value());
        assertThat(database.codes.toString()).doesNotContain(code, SESSION.value());
        assertThat(checkout.redeem(TACK, code)).contains(SESSION);
        assertThat(checkout.redeem(TACK, code)).isEmpty();
        assertThat(browse.issue(TACK, SESSION)).isNotEqualTo(code);
    }

    @Test
    void anotherCatalogDoesNot() {
        String code = browse.issue(TACK, SESSION);

        assertThat(checkout.redeem(new CatalogId("hats"), code)).isEmpty();
        assertThat(checkout.redeem(TACK, code)).as("and did not use it up").contains(SESSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsMadeUpIsNone(String code) {
        assertThat(checkout.redeem(TACK, code)).isEmpty();
        assertThat(checkout.redeem(TACK, code.repeat(1000))).isEmpty();
    }

    @Test
    void whatWasChangedInTheDatabaseOpensNothing() {
        String code = browse.issue(TACK, SESSION);
        database.codes.replaceAll((key, stored) -> (stored.charAt(0) == '0' ? '1' : '0') + stored.substring(1));

        assertThat(checkout.redeem(TACK, code)).isEmpty();
    }

    @Test
    void aChangedLetterSpoilsIt() {
        String code = browse.issue(TACK, SESSION);
        for (int i = 0; i < code.length() - 1; i++) {
            String changed = code.substring(0, i) + (code.charAt(i) == 'A' ? 'B' : 'A') + code.substring(i + 1);
            assertThat(checkout.redeem(TACK, changed)).isEmpty();
        }
        assertThat(checkout.redeem(TACK, code)).contains(SESSION);
    }

    @Test
    void withoutTheDatabaseNothingIsHandedOver() {
        String code = browse.issue(TACK, SESSION);
        database.away = true;

        assertThatThrownBy(() -> browse.issue(TACK, SESSION)).isInstanceOf(DatabaseUnavailableException.class);
        assertThatThrownBy(() -> checkout.redeem(TACK, code)).isInstanceOf(DatabaseUnavailableException.class);
    }
}
