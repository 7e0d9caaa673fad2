package org.souk.benchmarks;

import java.io.IOException;
import java.util.Map;

/** A thousand shops in one container: how long it starts, what each of them takes. */
final class Many implements Main.Program {
    private record Held(
            double idle, long heap, long classes, Map<String, Integer> threads, Map<String, Integer> files) {
        static Held by(Server server) {
            try (Probe probe = new Probe(server.container())) {
                return new Held(
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
                Probe.sum(threads),
                Probe.sum(files),
                Table.number(idle, 1)
            };
        }
    }

    @Override
    public Verdict run(Options options) throws Exception {
        Bazaar bazaar = Bazaar.of(options);
        options.complete();
        Held none;
        double bootOfNone;
        try (Server server = Server.start("none", Bazaar.HEAP)) {
            bootOfNone = server.bootMillis();
            none = Held.by(server);
        }
        Held all;
        Held again;
        double boot;
        double restart;
        boolean live;
        Failures failures = new Failures();
        Server server = bazaar.start("many");
        try (server) {
            boot = server.bootMillis();
            live = server.live(bazaar.catalogs());
            visit(server, bazaar, failures);
            all = Held.by(server);
        }
        try (Server second = server.again()) {
            restart = second.bootMillis();
            visit(second, bazaar, failures);
            again = Held.by(second);
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
                        Table.number((Probe.sum(all.threads()) - Probe.sum(none.threads())) / (double) n, 3),
                        Table.number((Probe.sum(all.files()) - Probe.sum(none.files())) / (double) n, 3),
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

    private static void visit(Server server, Bazaar bazaar, Failures failures) {
        try (Connection connection = new Connection(server.port())) {
            for (int i = 1; i <= bazaar.catalogs(); i++) {
                Shop shop = bazaar.shop(i);
                Target page = Target.page(shop.host(), "/p/item-1", Shop.marker(0));
                try {
                    page.wrong(connection.send(page.request(i)), 0).ifPresent(failures::add);
                } catch (IOException e) {
                    failures.add(shop.host() + ": " + e);
                }
            }
        }
    }
}
