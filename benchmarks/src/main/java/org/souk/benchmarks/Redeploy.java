package org.souk.benchmarks;

import java.time.Duration;

/** One shop is overwritten again and again under load, its neighbour is not. */
final class Redeploy implements Main.Program {
    @Override
    public Verdict run(Options options) throws Exception {
        int times = options.number("times", 200);
        int products = options.number("products", 1000);
        Duration step = Duration.ofSeconds(options.number("step", 5));
        Duration peace = Duration.ofSeconds(options.number("peace", 30));
        Duration every = Duration.ofMillis(options.number("every", 1000));
        options.complete();
        Shop shop = Shop.of("updated", products);
        Shop beside = Shop.of("neighbour", products);
        try (Server server = Server.start("redeploy", "512m")) {
            server.drop(shop, 0, Duration.ofSeconds(30));
            server.drop(beside, 0, Duration.ofSeconds(30));
            Sample updates = new Sample();
            try (UnderLoad load = UnderLoad.begin(server, shop, beside, step, peace)) {
                for (int version = 1; version <= times; version++) {
                    long start = System.nanoTime();
                    updates.add(server.drop(shop, version, Duration.ofSeconds(60)));
                    Time.pass(every.minusNanos(System.nanoTime() - start));
                }
                Verdict verdict = load.end("during " + times + " redeploys");
                new Table("overwritten, to new page", "times", "best ms", "median ms", "p90 ms", "worst ms")
                        .row(
                                products + " products, under load, one in " + every.toMillis() + " ms",
                                updates.size(),
                                Table.number(updates.best(), 0),
                                Table.number(updates.median(), 0),
                                Table.number(updates.percentile(90), 0),
                                Table.number(updates.worst(), 0))
                        .print();
                return verdict.so("the last version is served", load.pages().newest() == times);
            }
        }
    }
}
