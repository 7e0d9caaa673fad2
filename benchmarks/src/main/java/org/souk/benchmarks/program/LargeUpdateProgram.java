package org.souk.benchmarks.program;

import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Table;
import org.souk.benchmarks.console.Verdict;
import org.souk.benchmarks.measure.Measurements;
import org.souk.benchmarks.server.LargeShopContainer;

/** Changes ten of 100,000 products and measures the time until they are served. */
public final class LargeUpdateProgram implements Program {
    @Override
    public Verdict run(Options options) throws Exception {
        int products = options.number("products", 100_000);
        int times = options.number("times", 10);
        int warmUp = options.number("warm-up", 2);
        String heap = options.text("heap", "2g");
        options.complete();
        try (LargeShopContainer wholesale = LargeShopContainer.start("large-update", heap, products)) {
            double first = wholesale.drop(0);
            Measurements updates = new Measurements();
            for (int version = 1; version <= warmUp + times; version++) {
                double millis = wholesale.drop(version);
                if (version > warmUp) {
                    updates.add(millis);
                }
            }
            new Table("10 of " + wholesale.shop() + ", -Xmx" + heap, "times", "best s", "median s", "worst s")
                    .row("first drop", 1, "", Table.number(first / 1000, 2), "")
                    .row(
                            "update",
                            updates.size(),
                            Table.number(updates.best() / 1000, 2),
                            Table.number(updates.median() / 1000, 2),
                            Table.number(updates.worst() / 1000, 2))
                    .print();
            return new Verdict().atMost("worst update", updates.worst() / 1000, 3, " s");
        }
    }
}
