package org.souk.deployer.internal.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what must not be left undone: in the lane of nobody, and again every so often until it works. */
final class RetryLoop {
    private static final Logger LOG = LoggerFactory.getLogger(RetryLoop.class);

    private final SerialExecutor lanes;
    private final Executor later;
    private volatile String trouble = "";

    /** Something that a disk may get in the way of. */
    interface Step {
        void run() throws IOException;
    }

    RetryLoop(SerialExecutor lanes, Duration every) {
        this.lanes = lanes;
        this.later = CompletableFuture.delayedExecutor(every.toMillis(), TimeUnit.MILLISECONDS);
    }

    void on(Step step) {
        lanes.submit("", () -> attempt(step));
    }

    private void attempt(Step step) {
        try {
            step.run();
            trouble = "";
        } catch (IOException | UncheckedIOException e) {
            if (trouble.isEmpty()) {
                LOG.warn("Catalogs wait for a disk, it is tried again until it works", e);
            }
            trouble = String.valueOf(e);
            later.execute(() -> on(step));
        }
    }

    /** What is in the way now, or empty. */
    String trouble() {
        return trouble;
    }
}
