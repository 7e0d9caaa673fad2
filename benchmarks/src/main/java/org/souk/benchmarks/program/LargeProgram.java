package org.souk.benchmarks.program;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Table;
import org.souk.benchmarks.console.Verdict;
import org.souk.benchmarks.measure.FailureLog;
import org.souk.benchmarks.measure.LoadGenerator;
import org.souk.benchmarks.measure.RequestSource;
import org.souk.benchmarks.measure.SaturationSearch;
import org.souk.benchmarks.measure.Timing;
import org.souk.benchmarks.server.JmxProbe;
import org.souk.benchmarks.server.LargeShopContainer;
import org.souk.benchmarks.shop.LargeShop;

/** Deploys 100,000 products. Measures the time until they are live, search latency and memory. */
public final class LargeProgram implements Program {
    @Override
    public Verdict run(Options options) throws Exception {
        int products = options.number("products", 100_000);
        int queries = options.number("queries", 2000);
        int seconds = options.number("seconds", 60);
        int classes = options.number("classes", 12);
        String heap = options.text("heap", "2g");
        options.complete();
        try (LargeShopContainer wholesale = LargeShopContainer.start("large", heap, products);
                JmxProbe probe = new JmxProbe(wholesale.server().container())) {
            long none = probe.heapAfterGc();
            double live = wholesale.drop(1);
            long peak = probe.heap();
            Found found = search(wholesale, queries, seconds);
            Histogram pages = pages(wholesale, products);
            long one = probe.heapAfterGc();
            probe.largest(classes).forEach(System.out::println);
            double update;
            long two;
            try (Socket reader = wholesale.slowReader()) {
                update = wholesale.drop(2);
                two = probe.heapAfterGc();
            }
            new Table(wholesale.shop() + ", -Xmx" + heap, "value")
                    .row("dropped, to first right page, s", Table.number(live / 1000, 1))
                    .row("heap in use just then, garbage with it, MB", Table.megabytes(peak))
                    .row("queries with facets answered", found.latencies().getTotalCount())
                    .row("query p50 ms", Table.millis(found.latencies(), 50))
                    .row("query p99 ms", Table.millis(found.latencies(), 99))
                    .row("query max ms", Table.millis(found.latencies(), 100))
                    .row("product page p50 ms", Table.millis(pages, 50))
                    .row("product page p99 ms", Table.millis(pages, 99))
                    .row("heap after GC without it, MB", Table.megabytes(none))
                    .row("heap after GC, one version, MB", Table.megabytes(one))
                    .row("heap after GC, two versions held, MB", Table.megabytes(two))
                    .row("one version takes, MB", Table.megabytes(one - none))
                    .row("two versions take, MB", Table.megabytes(two - none))
                    .row("the second was live after, s", Table.number(update / 1000, 1))
                    .print();
            found.failures().print("query");
            wholesale.server().container().complaints().stream()
                    .limit(10)
                    .forEach(line -> System.out.println("  log: " + line));
            return new Verdict()
                    .atMost("drop to live", live / 1000, 30, " s")
                    .none("failed queries", found.failures().count())
                    .so(
                            "all " + queries + " queries were answered in " + seconds + " s",
                            found.latencies().getTotalCount() >= queries)
                    .atMost("query p99", found.latencies().getValueAtPercentile(99) / 1000.0, 25, " ms")
                    .atMost("heap after GC, one version", (one - none) / 1e6, 300, " MB");
        }
    }

    /** Pages of products from all over the table. */
    private static Histogram pages(LargeShopContainer wholesale, int products) {
        List<RequestSource> targets = IntStream.rangeClosed(1, 200)
                .mapToObj(n -> RequestSource.page(LargeShop.HOST, "/p/item-" + products / 200 * n, "</html>"))
                .toList();
        int port = wholesale.server().port();
        SaturationSearch.warmUp(port, RequestSource.inTurn(targets), Duration.ofSeconds(3));
        try (LoadGenerator load = LoadGenerator.closed(port, RequestSource.inTurn(targets), 1)) {
            Timing.pass(Duration.ofSeconds(3));
            return load.latencies();
        }
    }

    private record Found(Histogram latencies, FailureLog failures) {}

    private static Found search(LargeShopContainer wholesale, int count, int seconds) {
        List<RequestSource> targets = wholesale.shop().queries(200).stream()
                .map(path -> RequestSource.page(LargeShop.HOST, path, "\"facets\":{"))
                .toList();
        RequestSource inTurn = RequestSource.inTurn(targets);
        int port = wholesale.server().port();
        SaturationSearch.warmUp(port, inTurn, Duration.ofSeconds(Math.min(10, seconds)));
        try (LoadGenerator load = LoadGenerator.closed(port, inTurn, 1)) {
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            while (load.answered() < count && System.nanoTime() < end) {
                Timing.pass(Duration.ofMillis(50));
            }
            Histogram latencies = load.latencies();
            load.close();
            return new Found(latencies, load.failures());
        }
    }
}
