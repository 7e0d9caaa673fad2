package org.souk.edge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.souk.itests.Await;

class BackEndLeaseTest {
    private final BackEndLease leased = new BackEndLease(new EdgeServlet(Optional::empty));

    @Test
    void letsNobodyInOnceItRetires() throws Exception {
        assertThat(leased.enter()).isTrue();
        leased.leave();
        assertThat(leased.retire(Duration.ZERO)).isTrue();
        assertThat(leased.enter()).isFalse();
    }

    @Test
    @Timeout(20)
    void waitsForThoseInside() throws Exception {
        assertThat(leased.enter()).isTrue();
        CompletableFuture<Boolean> retired = CompletableFuture.supplyAsync(() -> {
            try {
                return leased.retire(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Await.until(() -> {
            boolean entered = leased.enter();
            if (entered) {
                leased.leave();
            }
            return !entered;
        });
        assertThat(retired).isNotDone();
        leased.leave();
        assertThat(retired.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void givesUpOnThoseWhoStay() throws Exception {
        assertThat(leased.enter()).isTrue();
        assertThat(leased.retire(Duration.ofMillis(20))).isFalse();
        assertThat(leased.enter()).isFalse();
    }
}
