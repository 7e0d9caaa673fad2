package org.souk.benchmarks;

import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** The same page at the last of ten thousand hosts and in a container with one host: run in turn, with a bare Jetty as the floor. */
final class Hosts implements Main.Program {
    /** Percentiles of the runs, in microseconds. */
    private record Runs(String what, Sample p50, Sample p99) {
        Runs(String what) {
            this(what, new Sample(), new Sample());
        }

        void measure(int port, Target page, Duration time, Failures failures) {
            try (Load load = Load.closed(port, page, 1)) {
                Time.pass(time);
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
        Bazaar bazaar = Bazaar.of(options);
        int times = options.number("times", 5);
        Duration time = Duration.ofSeconds(options.number("seconds", 8));
        options.complete();
        Shop last = bazaar.last();
        Shop alone = bazaar.alone();
        Target page = Target.page(last.host(), "/p/item-1", Shop.marker(0));
        try (Server many = bazaar.start("hosts-many");
                Server one =
                        Server.start("hosts-one", Bazaar.HEAP, deploy -> Shop.copy(alone.zip(0), alone.in(deploy)));
                Floor floor = Floor.serving(page(one, last))) {
            Runs atMany = new Runs("last of " + bazaar.catalogs() * bazaar.hosts() + " hosts");
            Runs atOne = new Runs("single host");
            Runs bare = new Runs("bare Jetty, the same bytes");
            Failures failures = new Failures();
            for (int port : new int[] {many.port(), one.port(), floor.port()}) {
                Saturation.warmUp(port, page, time);
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

    private static byte[] page(Server server, Shop shop) throws IOException {
        try (Connection connection = new Connection(server.port())) {
            return connection.get(shop.host(), "/p/item-1").body();
        }
    }
}
