package org.souk.common.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoundedExecutorTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final CountDownLatch letGo = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicInteger lost = new AtomicInteger();
    private final CountDownLatch returned = new CountDownLatch(1);
    private final BoundedExecutor executor = executor(1, 1);

    private static BoundedExecutor executor(int threads, int waiting) {
        return new BoundedExecutor("test", threads, waiting, LONG, BoundedExecutorTest.class.getClassLoader());
    }

    @AfterEach
    void end() {
        letGo.countDown();
        executor.shutdownNow();
    }

    @Test
    @DisplayName(
            "a call runs on a named daemon thread with the given class loader, and its caller gets what it returns or throws")
    void answers() throws Exception {
        Thread thread =
                executor.submit(Deadline.in(LONG), Thread::currentThread).await();
        assertThat(thread.getName()).isEqualTo("test-1");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isEqualTo(getClass().getClassLoader());
        TimedCall<?> fails = executor.submit(Deadline.in(LONG), () -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(fails::await).isInstanceOf(ExecutionException.class).hasRootCauseMessage("broken");
        assertThat(executor.busy()).isZero();
    }

    @Test
    @DisplayName("an abandoned call is interrupted, says where it hangs, and counts as lost until it returns")
    void hangs() throws Exception {
        TimedCall<Void> call = executor.submit(Deadline.in(SHORT), this::hang);
        begun.await();
        assertThatThrownBy(call::await).isInstanceOf(TimeoutException.class);
        assertThat(call.abandon(lost::incrementAndGet, returned::countDown)).isNotEmpty();
        assertThat(lost).hasValue(1);
        assertThat(executor.busy()).isEqualTo(1);
        assertThat(executor.overdue(Duration.ZERO)).isEqualTo(1);
        assertThat(executor.overdue(LONG)).isZero();
        assertThat(returned.getCount()).isEqualTo(1);
        letGo.countDown();
        assertThat(returned.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName(
            "calls beyond the threads and the queue are refused; an abandoned one that has not begun never does, and leaves the queue")
    void bounded() throws Exception {
        assertThat(executor.submit(Deadline.in(LONG), this::hang)).isNotDone();
        begun.await();
        AtomicInteger ran = new AtomicInteger();
        TimedCall<?> waits = executor.submit(Deadline.in(LONG), ran::incrementAndGet);
        assertThatThrownBy(() -> executor.submit(Deadline.in(LONG), ran::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(waits.abandon(lost::incrementAndGet, returned::countDown)).isNull();
        executor.remove(waits);
        TimedCall<Integer> next = executor.submit(Deadline.in(LONG), ran::incrementAndGet);
        letGo.countDown();
        assertThat(next.await()).isEqualTo(1);
        assertThat(lost).hasValue(0);
    }

    @Test
    @DisplayName("a call that has just returned keeps its result although it is abandoned")
    void returnsInTime() throws Exception {
        TimedCall<String> call = new TimedCall<>(Deadline.in(LONG), () -> "done");
        call.run();
        assertThat(call.abandon(lost::incrementAndGet, returned::countDown)).isNull();
        assertThat(call.await()).isEqualTo("done");
        assertThat(lost).hasValue(0);
    }

    @Test
    @DisplayName("an executor that is closed refuses calls, and tells when the last one has returned")
    void closed() throws Exception {
        BoundedExecutor closing = executor(2, 0);
        assertThat(closing.submit(Deadline.in(LONG), this::hang)).isNotDone();
        assertThat(closing.submit(Deadline.in(LONG), this::hang)).isNotDone();
        assertThatThrownBy(() -> closing.submit(Deadline.in(LONG), () -> 1))
                .as("no call may wait")
                .isInstanceOf(RejectedExecutionException.class);
        closing.shutdown(returned::countDown);
        assertThat(closing.isTerminated()).isFalse();
        letGo.countDown();
        assertThat(returned.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Hangs until the test releases it, even if it is interrupted. */
    private Void hang() {
        begun.countDown();
        while (letGo.getCount() > 0) {
            try {
                letGo.await();
            } catch (InterruptedException e) {
                // hangs on
            }
        }
        return null;
    }
}
