package org.souk.edge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    @Timeout(20)
    void makesNoRequestWaitWhileAnotherGetsTheServlet() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch given = new CountDownLatch(1);
        BackEnd slow = new BackEnd(() -> {
            asked.countDown();
            try {
                given.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new EdgeServlet(Optional::empty);
        });
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(slow::enter);
        asked.await();
        assertThat(slow.enter()).isFalse();
        given.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(slow.enter()).isTrue();
    }

    @Test
    void asksTheRegistrySeldomForAServletThatCannotBeCreated() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        BackEnd broken = new BackEnd(() -> {
            lookups.incrementAndGet();
            return null;
        });
        long begin = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            assertThat(broken.enter()).isFalse();
        }
        // after 0, 50, 150, 350 ms and so on
        long most = 2 + Duration.ofNanos(System.nanoTime() - begin).toMillis() / 50;
        assertThat(lookups.get()).isBetween(1, (int) most);
        assertThat(broken.retire(Duration.ZERO)).isTrue();
    }
}
