package org.souk.core.internal.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.souk.core.internal.background.TaskScheduler;
import org.souk.core.internal.cart.StoredSessions;
import org.souk.core.internal.fake.MemoryDatabase;
import org.souk.core.internal.node.ThisNodes;

final class HousekeepingTest {
    private final MemoryDatabase database = new MemoryDatabase();
    /** Ended at once: the tests take each step themselves. */
    private final TaskScheduler scheduler = new TaskScheduler();

    HousekeepingTest() {
        scheduler.close();
    }

    @Test
    void removesInStepsAndThenRests() {
        database.housekeeping.expired = 2 * Housekeeping.BATCH + 1;
        Housekeeping housekeeping = housekeeping();
        assertThat(housekeeping.removeExpired()).isLessThan(Duration.ofSeconds(1));
        assertThat(housekeeping.removeExpired()).isLessThan(Duration.ofSeconds(1));
        assertThat(housekeeping.removeExpired()).isEqualTo(Duration.ofMinutes(1));
        assertThat(database.housekeeping.steps).containsExactly(Housekeeping.BATCH, Housekeeping.BATCH, 1);
    }

    @Test
    void oneDoesItForAll() {
        Housekeeping first = housekeeping();
        Housekeeping second = housekeeping();
        first.removeExpired();
        database.housekeeping.expired = 5;
        assertThat(second.removeExpired()).isEqualTo(Duration.ofMinutes(1));
        assertThat(database.housekeeping.expired).isEqualTo(5);
        database.housekeeping.holder = null;
        second.removeExpired();
        assertThat(database.housekeeping.expired).isZero();
    }

    @Test
    void operatorsRemoveAllThatHasExpired() {
        database.housekeeping.expired = 450;
        assertThat(new StoredSessions(database).purge(null, null)).isEqualTo(450);
    }

    private Housekeeping housekeeping() {
        return new Housekeeping(database, ThisNodes.node("all", "", database, scheduler), scheduler);
    }
}
