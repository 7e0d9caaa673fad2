package org.souk.benchmarks.program;

import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Table;
import org.souk.benchmarks.console.Verdict;
import org.souk.benchmarks.http.HttpConnection;
import org.souk.benchmarks.measure.FailureLog;
import org.souk.benchmarks.measure.LoadGenerator;
import org.souk.benchmarks.measure.Measurements;
import org.souk.benchmarks.measure.RequestSource;
import org.souk.benchmarks.measure.SaturationSearch;
import org.souk.benchmarks.measure.Timing;
import org.souk.benchmarks.server.BareJetty;
import org.souk.benchmarks.server.ManyShops;
import org.souk.benchmarks.server.MeasuredContainer;
import org.souk.benchmarks.shop.Shop;

/** Compares a page at the last of ten thousand hosts with the page in a container with one host, in turn, and with a bare Jetty. */
public final class HostsProgram implements Program {
    /** Percentiles of the runs, in microseconds. */
    private record Runs(String what, Measurements p50, Measurements p99) {
        Runs(String what) {
            this(what, new Measurements(), new Measurements());
        }

        void measure(int port, RequestSource page, Duration time, FailureLog failures) {
            try (LoadGenerator load = LoadGenerator.closed(port, page, 1)) {
                Timing.pass(time);
                Histogram latencies = load.latencies();
                load.close();
                p50.add(latencies.getValueAtPercentile(50));
                p99.add(latencies.getValueAtPercentile(99));
                load.failures().print(what);
                if (load.failures().count() > 0) {
                    failures.add(what + ": " + load.failures().count());
                }
            }
        }

        void row(Table table, Runs floor) {
            table.row(
                    what,
                    Table.number(p50.median() / 1000, 3),
                    Table.number(p99.median() / 1000, 3),
                    Table.number(p50.median() / floor.p50.median(), 2),
                    Table.number(p99.median() / floor.p99.median(), 2));
        }
    }

    @Override
    public Verdict run(Options options) throws Exception {
        ManyShops bazaar = ManyShops.of(options);
        int times = options.number("times", 5);
        Duration time = Duration.ofSeconds(options.number("seconds", 8));
        options.complete();
        Shop last = bazaar.last();
        Shop alone = bazaar.alone();
        RequestSource page = RequestSource.page(last.host(), "/p/item-1", Shop.marker(0));
        try (MeasuredContainer many = bazaar.start("hosts-many");
                MeasuredContainer one = MeasuredContainer.start(
                        "hosts-one", ManyShops.HEAP, deploy -> Shop.copy(alone.zip(0), alone.in(deploy)));
                BareJetty floor = BareJetty.serving(page(one, last))) {
            Runs atMany = new Runs("last of " + bazaar.catalogs() * bazaar.hosts() + " hosts");
            Runs atOne = new Runs("single host");
            Runs bare = new Runs("bare Jetty, the same bytes");
            FailureLog failures = new FailureLog();
            for (int port : new int[] {many.port(), one.port(), floor.port()}) {
                SaturationSearch.warmUp(port, page, time);
            }
            for (int i = 0; i < times; i++) {
                atMany.measure(many.port(), page, time, failures);
                atOne.measure(one.port(), page, time, failures);
                bare.measure(floor.port(), page, time, failures);
            }
            Table table = new Table(
                    "median of " + times + " runs in turn",
                    "p50 ms",
                    "p99 ms",
                    "p50 to bare Jetty",
                    "p99 to bare Jetty");
            atMany.row(table, bare);
            atOne.row(table, bare);
            bare.row(table, bare);
            table.print();
            return new Verdict()
                    .none("runs with failed requests", failures.count())
                    .atMost("p50 against a single host", 100 * atMany.p50.median() / atOne.p50.median(), 110, " %")
                    .atMost("p99 against a single host", 100 * atMany.p99.median() / atOne.p99.median(), 125, " %");
        }
    }

    private static byte[] page(MeasuredContainer server, Shop shop) throws IOException {
        try (HttpConnection connection = new HttpConnection(server.port())) {
            return connection.get(shop.host(), "/p/item-1").body();
        }
    }
}
