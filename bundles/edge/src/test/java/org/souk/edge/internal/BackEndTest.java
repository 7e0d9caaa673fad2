package org.souk.edge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.souk.itests.Await;

class BackEndTest {
    private final BackEnd backEnd = new BackEnd(() -> new EdgeServlet(Optional::empty));

    @Test
    void admitsNoRequestOnceRetired() throws Exception {
        assertThat(backEnd.enter()).isTrue();
        backEnd.leave();
        assertThat(backEnd.retire(Duration.ZERO)).isTrue();
        assertThat(backEnd.enter()).isFalse();
    }

    @Test
    @Timeout(20)
    void waitsForRequestsInside() throws Exception {
        assertThat(backEnd.enter()).isTrue();
        CompletableFuture<Boolean> retired = CompletableFuture.supplyAsync(() -> {
            try {
                return backEnd.retire(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Await.until(() -> {
            boolean entered = backEnd.enter();
            if (entered) {
                backEnd.leave();
            }
            return !entered;
        });
        assertThat(retired).isNotDone();
        backEnd.leave();
        assertThat(retired.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void reportsRequestsThatOutlastTheLimit() throws Exception {
        assertThat(backEnd.enter()).isTrue();
        assertThat(backEnd.retire(Duration.ofMillis(20))).isFalse();
        assertThat(backEnd.enter()).isFalse();
    }
}
