package org.souk.benchmarks.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Table;
import org.souk.benchmarks.console.Verdict;
import org.souk.benchmarks.measure.LoadGenerator;
import org.souk.benchmarks.measure.Measurements;
import org.souk.benchmarks.measure.RequestSource;
import org.souk.benchmarks.server.ManyShops;
import org.souk.benchmarks.server.MeasuredContainer;
import org.souk.benchmarks.shop.Shop;

/** Adds and removes a shop beside a thousand others and beside one, in turn, while pages of the others are requested. */
public final class BesideProgram implements Program {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int RATE = 100;

    private record Times(Measurements added, Measurements removed) {
        Times() {
            this(new Measurements(), new Measurements());
        }

        void one(MeasuredContainer server, Shop shop) {
            added.add(server.drop(shop, 1, DEADLINE));
            try {
                Files.delete(shop.in(server.deploy()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            removed.add(server.untilGone(shop, System.nanoTime(), DEADLINE));
        }

        Object[] row(String what) {
            return new Object[] {
                what,
                Table.number(added.median(), 0),
                Table.number(added.worst(), 0),
                Table.number(removed.median(), 0),
                Table.number(removed.worst(), 0)
            };
        }
    }

    @Override
    public Verdict run(Options options) throws Exception {
        ManyShops bazaar = ManyShops.of(options);
        int times = options.number("times", 20);
        int warmUp = options.number("warm-up", 3);
        int products = options.number("added-products", 20);
        options.complete();
        Shop alone = bazaar.alone();
        try (MeasuredContainer many = bazaar.start("beside-many");
                MeasuredContainer one = MeasuredContainer.start(
                        "beside-one", ManyShops.HEAP, deploy -> Shop.copy(alone.zip(0), alone.in(deploy)))) {
            List<RequestSource> others = IntStream.rangeClosed(1, bazaar.catalogs())
                    .mapToObj(n -> RequestSource.page(bazaar.shop(n).host(), "/p/item-1", Shop.marker(0)))
                    .toList();
            try (LoadGenerator elsewhere = LoadGenerator.open(many.port(), RequestSource.inTurn(others), RATE, 4);
                    LoadGenerator there = LoadGenerator.open(
                            one.port(), RequestSource.page(alone.host(), "/p/item-1", Shop.marker(0)), RATE, 4)) {
                for (int i = 1; i <= warmUp; i++) {
                    Shop shop = Shop.of("warm-" + i, products);
                    new Times().one(many, shop);
                    new Times().one(one, shop);
                }
                Times atMany = new Times();
                Times atOne = new Times();
                for (int i = 1; i <= times; i++) {
                    Shop shop = Shop.of("added-" + i, products);
                    atMany.one(many, shop);
                    atOne.one(one, shop);
                }
                elsewhere.close();
                there.close();
                new Table(
                                times + " times a shop of " + products + " products",
                                "added, median ms",
                                "worst ms",
                                "removed, median ms",
                                "worst ms")
                        .row(atMany.row("beside " + bazaar.catalogs()))
                        .row(atOne.row("beside one"))
                        .print();
                System.out.println(elsewhere.answered() + " requests elsewhere, " + RATE + "/s");
                elsewhere.failures().print("elsewhere");
                return new Verdict()
                        .none("failed requests elsewhere", elsewhere.failures().count())
                        .atMost("adding against beside one", against(atMany.added(), atOne.added()), 120, " %")
                        .atMost("removing against beside one", against(atMany.removed(), atOne.removed()), 120, " %");
            }
        }
    }

    private static double against(Measurements many, Measurements one) {
        return 100 * many.median() / one.median();
    }
}
