package org.souk.deployer.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.deployer.internal.lifecycle.LifecycleFixture;

class SerialExecutorTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<String> done = new CopyOnWriteArrayList<>();

    /** Waits like a start of Java that hangs. */
    private void hang() {
        try {
            ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
                @Override
                public boolean block() throws InterruptedException {
                    end.await();
                    return true;
                }

                @Override
                public boolean isReleasable() {
                    return end.getCount() == 0;
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("Those that wait for Java that hangs hold up nobody, and each lane keeps its order")
    void hanging() throws InterruptedException {
        try (SerialExecutor executor = new SerialExecutor(2)) {
            for (int i = 1; i <= 5; i++) {
                String lane = "hangs" + i;
                CountDownLatch began = new CountDownLatch(1);
                executor.submit(lane, () -> {
                    began.countDown();
                    hang();
                    done.add(lane);
                });
                executor.submit(lane, () -> done.add("after " + lane));
                assertThat(began.await(10, TimeUnit.SECONDS)).as(lane).isTrue();
            }
            CountDownLatch served = new CountDownLatch(1);
            executor.submit("other", served::countDown);
            assertThat(served.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(done).isEmpty();
            end.countDown();
            LifecycleFixture.until(() -> done.size() == 10);
            for (int i = 1; i <= 5; i++) {
                assertThat(done).containsSubsequence("hangs" + i, "after hangs" + i);
            }
        }
    }

    @Test
    @DisplayName("What does not wait has two threads and no more")
    void busy() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch all = new CountDownLatch(3);
        try (SerialExecutor executor = new SerialExecutor(2)) {
            for (int i = 1; i <= 3; i++) {
                String lane = "busy" + i;
                executor.submit(lane, () -> {
                    done.add(lane);
                    both.countDown();
                    all.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
            boolean third = all.await(500, TimeUnit.MILLISECONDS);
            end.countDown();
            assertThat(third).as("a third began beside them").isFalse();
            LifecycleFixture.until(() -> done.size() == 3);
        }
    }
}
