package org.souk.benchmarks.measure;

import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.souk.benchmarks.console.Table;

/** Finds the highest request rate of a server, with a closed loop and more connections at each step. */
public final class SaturationSearch {
    private static final int[] STEPS = {1, 2, 4, 8, 16, 32};

    private SaturationSearch() {}

    /** Returns the highest number of responses per second and prints each step. */
    public static double find(int port, RequestSource target, Duration step) {
        Table table = new Table("connections", "requests/s", "p50 ms", "p99 ms", "failed");
        warmUp(port, target, step.multipliedBy(3));
        double most = 0;
        for (int connections : STEPS) {
            try (LoadGenerator load = LoadGenerator.closed(port, target, connections)) {
                long start = System.nanoTime();
                Timing.pass(step);
                long answered = load.answered();
                double rate = answered / (Timing.millisSince(start) / 1000);
                Histogram latencies = load.latencies();
                load.close();
                table.row(
                        connections,
                        Table.number(rate, 0),
                        Table.millis(latencies, 50),
                        Table.millis(latencies, 99),
                        load.failures().count());
                load.failures().print("saturation");
                boolean flat = rate < most * 1.03;
                most = Math.max(most, rate);
                if (flat) {
                    break;
                }
            }
        }
        table.print();
        return most;
    }

    /** Sends load so that the JIT compiles the code of the server. */
    public static void warmUp(int port, RequestSource target, Duration time) {
        try (LoadGenerator load = LoadGenerator.closed(port, target, 4)) {
            Timing.pass(time);
        }
    }
}
