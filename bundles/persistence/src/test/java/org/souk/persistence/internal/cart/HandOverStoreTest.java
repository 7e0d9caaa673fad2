package org.souk.persistence.internal.cart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.souk.api.catalog.CatalogId;
import org.souk.api.store.HandOverStore;
import org.souk.api.store.HousekeepingStore;
import org.souk.itests.Await;
import org.souk.persistence.internal.connection.Crowd;
import org.souk.persistence.internal.connection.TestDatabase;
import org.souk.persistence.internal.housekeeping.SqlHousekeepingStore;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class HandOverStoreTest {
    private static final CatalogId TACK = new CatalogId("tack");

    private final HandOverStore store;
    private final HandOverStore other;
    private final HousekeepingStore housekeeping;
    private final String hash = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");

    HandOverStoreTest(TestDatabase database) {
        store = new SqlHandOverStore(database.shared());
        other = new SqlHandOverStore(database.second());
        housekeeping = new SqlHousekeepingStore(database.shared());
    }

    @Test
    void oneOfManyGetsIt() {
        store.issue(TACK, hash, "sealed", Duration.ofMinutes(1));
        List<Optional<String>> asked = Crowd.of(8, 16, i -> (i % 2 == 0 ? store : other).redeem(TACK, hash));
        assertThat(asked).containsOnlyOnce(Optional.of("sealed"));
    }

    @Test
    void anotherCatalogDoesNotUseItUp() {
        store.issue(TACK, hash, "sealed", Duration.ofMinutes(1));
        assertThat(store.redeem(new CatalogId("hats"), hash)).isEmpty();
        assertThat(store.redeem(TACK, hash)).contains("sealed");
    }

    @Test
    void whatIsTooOldIsWorthNothingAndClearedAway() {
        assertThat(store.redeem(TACK, hash)).isEmpty();
        store.issue(TACK, hash, "sealed", Duration.ofMillis(-1));
        assertThat(store.redeem(TACK, hash)).isEmpty();
        Await.until(() -> housekeeping.removeHandOvers(1) == 0);
        store.issue(TACK, hash, "sealed", Duration.ofMinutes(1));
        assertThat(store.redeem(TACK, hash)).contains("sealed");
    }
}
