package org.souk.core.internal.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.souk.api.database.DatabaseUnavailableException;
import org.souk.itests.Await;

final class TaskSchedulerTest {
    @Test
    void goesOnWhileTheStoreIsAwayAndAfterAFault() throws Exception {
        CountDownLatch third = new CountDownLatch(3);
        try (TaskScheduler scheduler = new TaskScheduler()) {
            scheduler.schedule("Counting", () -> {
                third.countDown();
                if (third.getCount() > 0) {
                    throw new DatabaseUnavailableException("away");
                }
                return Duration.ofHours(1);
            });

            assertThat(third.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void soonIsHeardWhileItIsBeingDone() throws Exception {
        Semaphore started = new Semaphore(0);
        Semaphore go = new Semaphore(0);
        try (TaskScheduler scheduler = new TaskScheduler()) {
            RepeatedTask task = scheduler.schedule("Waiting", () -> {
                started.release();
                go.acquireUninterruptibly();
                return Duration.ofHours(1);
            });
            assertThat(started.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            task.soon();
            task.soon();
            go.release(2);

            assertThat(started.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            go.release(10);
        }
    }

    @Test
    void isNeverDoneTwiceAtOnceNorAfterTheEnd() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger times = new AtomicInteger();
        try (TaskScheduler scheduler = new TaskScheduler()) {
            RepeatedTask task = scheduler.schedule("Counting", () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                times.incrementAndGet();
                Thread.onSpinWait();
                inside.decrementAndGet();
                return Duration.ZERO;
            });
            for (int i = 0; i < 1_000; i++) {
                task.soon();
            }
            Await.until(Duration.ofSeconds(20), () -> times.get() >= 50);
            task.close();
        }
        assertThat(most).hasValue(1);
    }
}
