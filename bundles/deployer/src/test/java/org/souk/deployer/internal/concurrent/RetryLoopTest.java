package org.souk.deployer.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryLoopTest {
    @Test
    void whatFailsIsTriedUntilItWorksAndTold() throws InterruptedException {
        try (SerialExecutor executor = new SerialExecutor(1)) {
            RetryLoop retries = new RetryLoop(executor, Duration.ofMillis(20));
            AtomicInteger tries = new AtomicInteger();
            CountDownLatch worked = new CountDownLatch(1);
            String[] told = {""};
            retries.run(() -> {
                switch (tries.incrementAndGet()) {
                    case 1 -> throw new IOException("no disk");
                    case 2 -> throw new UncheckedIOException(new IOException("no disk"));
                    default -> {
                        told[0] = retries.trouble();
                        worked.countDown();
                    }
                }
            });
            assertThat(worked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(told[0]).contains("no disk");
        }
    }
}
