package org.souk.benchmarks.program;

import java.time.Duration;
import java.util.List;
import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Table;
import org.souk.benchmarks.console.Verdict;
import org.souk.benchmarks.measure.Measurements;
import org.souk.benchmarks.server.MeasuredContainer;
import org.souk.benchmarks.shop.Shop;
import org.souk.itests.Container;

/** Measures the time from copying a new shop into deploy/ to its first page, also right after the folder watcher was replaced. */
public final class DropProgram implements Program {
    private static final List<String> REPLACED = List.of(
            "bundle:restart org.apache.felix.fileinstall",
            "bundle:restart org.souk.fileinstall.config",
            "bundle:restart org.souk.deployer",
            "bundle:update org.souk.storefront",
            "bundle:update org.souk.core",
            "bundle:update org.souk.deployer");

    @Override
    public Verdict run(Options options) {
        int times = options.number("times", 30);
        int warmUp = options.number("warm-up", 3);
        int products = options.number("products", 1000);
        options.complete();
        Measurements dropped = new Measurements();
        Measurements removed = new Measurements();
        Measurements afterwards = new Measurements();
        try (MeasuredContainer server = MeasuredContainer.start("drop", "512m")) {
            for (int i = 1 - warmUp; i <= times; i++) {
                Shop shop = Shop.of(i < 1 ? "warm-" + -i : "shop-" + i, products);
                double live = server.drop(shop, 1, Duration.ofSeconds(30));
                double gone = -1;
                if (i < 1) {
                    gone = remove(server, shop);
                } else {
                    dropped.add(live);
                    if (i % 2 == 0) {
                        gone = remove(server, shop);
                        removed.add(gone);
                    }
                }
            }
            Table replaced = new Table("dropped after", "ms");
            for (String command : REPLACED) {
                Container.Shell shell = server.container().client(command);
                if (shell.status() != 0) {
                    throw new IllegalStateException(command + ": " + shell.output());
                }
                Shop shop = Shop.of("after-" + (afterwards.size() + 1), products);
                double live = server.drop(shop, 1, Duration.ofSeconds(30));
                afterwards.add(live);
                replaced.row(command, Table.number(live, 0));
            }
            new Table("shop of " + products + " products", "times", "best ms", "median ms", "p90 ms", "worst ms")
                    .row(row("dropped, to first page", dropped))
                    .row(row("deleted, to 421", removed))
                    .row(row("dropped after a bundle was replaced", afterwards))
                    .print();
            replaced.print();
            server.container().complaints().forEach(line -> System.out.println("  log: " + line));
        }
        return new Verdict()
                .atMost("median", dropped.median(), 1200, " ms")
                .atMost("worst", dropped.worst(), 2000, " ms")
                .atMost("worst after a bundle was replaced", afterwards.worst(), 2000, " ms");
    }

    private static Object[] row(String what, Measurements sample) {
        return new Object[] {
            what,
            sample.size(),
            Table.number(sample.best(), 0),
            Table.number(sample.median(), 0),
            Table.number(sample.percentile(90), 0),
            Table.number(sample.worst(), 0)
        };
    }

    private static double remove(MeasuredContainer server, Shop shop) {
        try {
            java.nio.file.Files.delete(shop.in(server.deploy()));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return server.untilGone(shop, System.nanoTime(), Duration.ofSeconds(30));
    }
}
