package org.souk.persistence.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.itests.Await;

class ConnectionMonitorTest {
    @Test
    @DisplayName(
            "a call that found the database silent waits for nobody to say so, not even while the gate is being opened")
    void nudgesWithoutALock() {
        try (ConnectionMonitor keeper =
                new ConnectionMonitor(TestDatabase.direct("jdbc:derby://127.0.0.1:1/none", "souk", ""), 2)) {
            CountDownLatch returned = new CountDownLatch(1);
            Thread call = new Thread(
                    () -> {
                        keeper.nudge();
                        returned.countDown();
                    },
                    "a call");
            // as the keeper's thread does while it takes new connections
            synchronized (keeper) {
                call.start();
                Await.until(() -> returned.getCount() == 0);
            }
            assertThat(keeper.status().reachable()).isFalse();
        }
    }
}
