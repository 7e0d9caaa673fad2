package org.souk.benchmarks.program;

import java.io.IOException;
import java.util.Map;
import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Table;
import org.souk.benchmarks.console.Verdict;
import org.souk.benchmarks.http.HttpConnection;
import org.souk.benchmarks.measure.FailureLog;
import org.souk.benchmarks.measure.RequestSource;
import org.souk.benchmarks.server.JmxProbe;
import org.souk.benchmarks.server.ManyShops;
import org.souk.benchmarks.server.MeasuredContainer;
import org.souk.benchmarks.shop.Shop;

/** Starts a container with a thousand shops. Measures startup time and the resources of each shop. */
public final class ManyProgram implements Program {
    private record Usage(
            double idle, long heap, long classes, Map<String, Integer> threads, Map<String, Integer> files) {
        static Usage by(MeasuredContainer server) {
            try (JmxProbe probe = new JmxProbe(server.container())) {
                return new Usage(
                        probe.cpu(java.time.Duration.ofSeconds(10)),
                        probe.heapAfterGc(),
                        probe.classes(),
                        probe.threads(),
                        probe.files());
            }
        }

        Object[] row(String what, double boot) {
            return new Object[] {
                what,
                Table.number(boot / 1000, 1),
                Table.megabytes(heap),
                Table.megabytes(classes),
                JmxProbe.sum(threads),
                JmxProbe.sum(files),
                Table.number(idle, 1)
            };
        }
    }

    @Override
    public Verdict run(Options options) throws Exception {
        ManyShops bazaar = ManyShops.of(options);
        options.complete();
        Usage none;
        double bootOfNone;
        try (MeasuredContainer server = MeasuredContainer.start("none", ManyShops.HEAP)) {
            bootOfNone = server.bootMillis();
            none = Usage.by(server);
        }
        Usage all;
        Usage again;
        double boot;
        double restart;
        boolean live;
        FailureLog failures = new FailureLog();
        MeasuredContainer server = bazaar.start("many");
        try (server) {
            boot = server.bootMillis();
            live = server.live(bazaar.catalogs());
            visit(server, bazaar, failures);
            all = Usage.by(server);
        }
        try (MeasuredContainer second = server.again()) {
            restart = second.bootMillis();
            visit(second, bazaar, failures);
            again = Usage.by(second);
        }
        int n = bazaar.catalogs();
        new Table(
                        bazaar.toString(),
                        "boot s",
                        "heap after GC MB",
                        "metaspace MB",
                        "threads",
                        "open files",
                        "idle, % of a core")
                .row(none.row("no catalog", bootOfNone))
                .row(all.row("first start", boot))
                .row(again.row("restart", restart))
                .row(
                        "a catalog takes",
                        "",
                        Table.number((all.heap() - none.heap()) / 1e6 / n, 3),
                        Table.number((all.classes() - none.classes()) / 1e6 / n, 3),
                        Table.number((JmxProbe.sum(all.threads()) - JmxProbe.sum(none.threads())) / (double) n, 3),
                        Table.number((JmxProbe.sum(all.files()) - JmxProbe.sum(none.files())) / (double) n, 3),
                        "")
                .print();
        failures.print("a page of each catalog, at its last host");
        return new Verdict()
                .so("all live and none refused after the first start", live)
                .none("catalogs without a right page", failures.count())
                .atMost("first start until ready", boot / 1000, 90, " s")
                .atMost("restart until ready", restart / 1000, 90, " s")
                .atMost("heap after GC a catalog", (all.heap() - none.heap()) / 1e6 / n, 1, " MB");
    }

    private static void visit(MeasuredContainer server, ManyShops bazaar, FailureLog failures) {
        try (HttpConnection connection = new HttpConnection(server.port())) {
            for (int i = 1; i <= bazaar.catalogs(); i++) {
                Shop shop = bazaar.shop(i);
                RequestSource page = RequestSource.page(shop.host(), "/p/item-1", Shop.marker(0));
                try {
                    page.wrong(connection.send(page.request(i)), 0).ifPresent(failures::add);
                } catch (IOException e) {
                    failures.add(shop.host() + ": " + e);
                }
            }
        }
    }
}
