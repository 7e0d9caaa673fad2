package org.souk.deployer.internal.concurrent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a step, and retries it at a fixed interval while it fails because a disk is full or unavailable. */
public final class RetryLoop {
    private static final Logger LOG = LoggerFactory.getLogger(RetryLoop.class);

    private final SerialExecutor executor;
    private final Executor later;
    private volatile String trouble = "";

    /** Work that fails while a disk is full or unavailable. */
    public interface Step {
        void run() throws IOException;
    }

    public RetryLoop(SerialExecutor executor, Duration every) {
        this.executor = executor;
        this.later = CompletableFuture.delayedExecutor(every.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void run(Step step) {
        executor.submit("", () -> attempt(step));
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
            later.execute(() -> run(step));
        }
    }

    /** The error with which the step failed last; empty once it has succeeded. */
    public String trouble() {
        return trouble;
    }
}
