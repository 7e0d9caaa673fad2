package org.souk.benchmarks.program;

import java.time.Duration;
import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Table;
import org.souk.benchmarks.console.Verdict;
import org.souk.benchmarks.measure.Measurements;
import org.souk.benchmarks.measure.Timing;
import org.souk.benchmarks.server.MeasuredContainer;
import org.souk.benchmarks.shop.Shop;

/** Overwrites one of two shops repeatedly under load. */
public final class RedeployProgram implements Program {
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
        try (MeasuredContainer server = MeasuredContainer.start("redeploy", "512m")) {
            server.drop(shop, 0, Duration.ofSeconds(30));
            server.drop(beside, 0, Duration.ofSeconds(30));
            Measurements updates = new Measurements();
            try (LoadedShops load = LoadedShops.begin(server, shop, beside, step, peace)) {
                for (int version = 1; version <= times; version++) {
                    long start = System.nanoTime();
                    updates.add(server.drop(shop, version, Duration.ofSeconds(60)));
                    Timing.pass(every.minusNanos(System.nanoTime() - start));
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
