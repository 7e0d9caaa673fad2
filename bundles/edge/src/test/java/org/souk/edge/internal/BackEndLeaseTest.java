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
    private final BackEndLease lease = new BackEndLease(new EdgeServlet(Optional::empty));

    @Test
    void admitsNoRequestOnceRetired() throws Exception {
        assertThat(lease.enter()).isTrue();
        lease.leave();
        assertThat(lease.retire(Duration.ZERO)).isTrue();
        assertThat(lease.enter()).isFalse();
    }

    @Test
    @Timeout(20)
    void waitsForRequestsInside() throws Exception {
        assertThat(lease.enter()).isTrue();
        CompletableFuture<Boolean> retired = CompletableFuture.supplyAsync(() -> {
            try {
                return lease.retire(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Await.until(() -> {
            boolean entered = lease.enter();
            if (entered) {
                lease.leave();
            }
            return !entered;
        });
        assertThat(retired).isNotDone();
        lease.leave();
        assertThat(retired.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void reportsRequestsThatOutlastTheLimit() throws Exception {
        assertThat(lease.enter()).isTrue();
        assertThat(lease.retire(Duration.ofMillis(20))).isFalse();
        assertThat(lease.enter()).isFalse();
    }
}
