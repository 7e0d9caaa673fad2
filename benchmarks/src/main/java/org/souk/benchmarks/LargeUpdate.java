package org.souk.benchmarks;

/** Ten products of a hundred thousand change: how soon the new content is served. */
final class LargeUpdate implements Main.Program {
    @Override
    public Verdict run(Options options) throws Exception {
        int products = options.number("products", 100_000);
        int times = options.number("times", 10);
        int warmUp = options.number("warm-up", 2);
        String heap = options.text("heap", "2g");
        options.complete();
        try (Wholesale wholesale = Wholesale.start("large-update", heap, products)) {
            double first = wholesale.drop(0);
            Sample updates = new Sample();
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
