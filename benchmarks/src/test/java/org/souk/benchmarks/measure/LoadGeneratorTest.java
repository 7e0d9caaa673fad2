package org.souk.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.benchmarks.http.StubServer;

class LoadGeneratorTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final RequestSource PAGE = RequestSource.page("a.example", "/", "ok");

    @Test
    @DisplayName("all who were due while the server stood still have waited, not only the one that it kept")
    void waiting() throws IOException {
        try (StubServer server = new StubServer(List.of(ANSWER), n -> n == 20 ? 500 : 0);
                LoadGenerator load = LoadGenerator.open(server.port(), PAGE, 100, 1)) {
            Timing.pass(Duration.ofMillis(1500));
            Histogram latencies = load.latencies();
            load.close();
            assertThat(load.failures().count()).isZero();
            assertThat(latencies.getCountBetweenValues(100_000, 1_000_000)).isBetween(30L, 80L);
            assertThat(latencies.getMaxValue()).isGreaterThan(450_000);
        }
    }

    @Test
    @DisplayName("a wrong answer is counted and shown")
    void wrong() throws IOException {
        try (StubServer server = new StubServer(List.of(ANSWER, ANSWER.replace("ok", "no")), n -> 0);
                LoadGenerator load = LoadGenerator.closed(server.port(), PAGE, 1)) {
            long end = System.nanoTime() + 10_000_000_000L;
            while (load.answered() < 100 && System.nanoTime() < end) {
                Timing.pass(Duration.ofMillis(5));
            }
            load.close();
            assertThat(load.failures().count()).isEqualTo(load.answered() / 2);
        }
    }

    @Test
    @DisplayName("as many as were wanted are answered, and no more")
    void exactly() throws IOException {
        try (StubServer server = new StubServer(List.of(ANSWER), n -> 0);
                LoadGenerator load = LoadGenerator.exactly(server.port(), PAGE, 3, 50)) {
            load.finish();
            assertThat(load.answered()).isEqualTo(50);
            assertThat(load.failures().count()).isZero();
        }
    }
}
