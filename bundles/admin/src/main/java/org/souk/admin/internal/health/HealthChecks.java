package org.souk.admin.internal.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;

/** Runs the health checks that are registered with Felix and have a tag, and translates their results into entries of a report. */
final class HealthChecks {
    static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final HealthCheckExecutor executor;
    private final Duration timeout;
    private final String tag;
    private final String[] own;

    /**
     * @param timeout how long {@link #run} waits for the slowest check
     * @param tag in Felix's syntax: {@code -name} selects the checks without that tag
     * @param own names of Souk's own checks, which run even if Felix refuses to run the selected ones because one is misconfigured
     */
    HealthChecks(HealthCheckExecutor executor, Duration timeout, String tag, String... own) {
        this.executor = executor;
        this.timeout = timeout;
        this.tag = tag;
        this.own = own;
    }

    /** Returns one entry per check, sorted by name. A result may come from the executor's cache if the properties of the check allow it. */
    List<Report.Entry> run() {
        Stream<Report.Entry> entries;
        try {
            entries = execute(HealthCheckSelector.tags(tag));
        } catch (RuntimeException e) {
            // Felix runs none of the checks if a service property of one has the wrong type
            Report.Entry misconfigured = new Report.Entry(
                    "health-checks",
                    Status.DEGRADED,
                    "only Souk's own checks ran; a property of another one has the wrong type: " + e);
            entries = Stream.concat(
                    Stream.of(misconfigured),
                    own.length == 0 ? Stream.empty() : execute(HealthCheckSelector.names(own)));
        }
        return entries.sorted(Comparator.comparing(Report.Entry::name)).toList();
    }

    private Stream<Report.Entry> execute(HealthCheckSelector selector) {
        return executor
                .execute(selector, new HealthCheckExecutionOptions().setOverrideGlobalTimeout((int) timeout.toMillis()))
                .stream()
                .map(this::entry);
    }

    private Report.Entry entry(HealthCheckExecutionResult execution) {
        String name = execution.getHealthCheckMetadata().getTitle();
        if (execution.hasTimedOut()) {
            // a check that hangs is DOWN; Felix would report WARN for the first five minutes
            return new Report.Entry(name, Status.DOWN, "did not answer within " + timeout.toMillis() + " ms");
        }
        Long interval = execution.getHealthCheckMetadata().getAsyncIntervalInSec();
        if (interval != null && missedTwo(interval, execution)) {
            return new Report.Entry(name, Status.DOWN, "did not answer within " + 2 * interval + " s");
        }
        Result result = execution.getHealthCheckResult();
        String detail = StreamSupport.stream(result.spliterator(), false)
                .filter(line -> !line.isDebug())
                .map(HealthChecks::text)
                .collect(Collectors.joining("; "));
        return new Report.Entry(name, status(result.getStatus()), detail);
    }

    /** Whether a check that runs at an interval has missed two runs. Felix repeats its last result even if a later run hangs. */
    private boolean missedTwo(long interval, HealthCheckExecutionResult execution) {
        return interval > 0
                && execution
                        .getFinishedAt()
                        .toInstant()
                        .plusSeconds(2 * interval)
                        .plus(timeout)
                        .isBefore(Instant.now());
    }

    private static String text(ResultLog.Entry line) {
        Exception exception = line.getException();
        if (exception == null) {
            return line.getMessage();
        }
        if (line.getStatus() == Result.Status.HEALTH_CHECK_ERROR) {
            return "failed: " + (exception.getCause() instanceof Error error ? error : exception);
        }
        return line.getMessage() + ": " + exception;
    }

    private static Status status(Result.Status status) {
        return switch (status) {
            case OK -> Status.UP;
            case WARN -> Status.DEGRADED;
            case TEMPORARILY_UNAVAILABLE, CRITICAL, HEALTH_CHECK_ERROR -> Status.DOWN;
        };
    }
}
