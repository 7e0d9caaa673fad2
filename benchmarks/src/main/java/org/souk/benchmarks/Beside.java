package org.souk.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A shop is added and removed beside a thousand others, and beside one: in turn, while all the others are asked for pages. */
final class Beside implements Main.Program {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int RATE = 100;

    private record Times(Sample added, Sample removed) {
        Times() {
            this(new Sample(), new Sample());
        }

        void one(Server server, Shop shop) {
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
        Bazaar bazaar = Bazaar.of(options);
        int times = options.number("times", 20);
        int warmUp = options.number("warm-up", 3);
        int products = options.number("added-products", 20);
        options.complete();
        Shop alone = bazaar.alone();
        try (Server many = bazaar.start("beside-many");
                Server one =
                        Server.start("beside-one", Bazaar.HEAP, deploy -> Shop.copy(alone.zip(0), alone.in(deploy)))) {
            List<Target> others = IntStream.rangeClosed(1, bazaar.catalogs())
                    .mapToObj(n -> Target.page(bazaar.shop(n).host(), "/p/item-1", Shop.marker(0)))
                    .toList();
            try (Load elsewhere = Load.open(many.port(), Target.inTurn(others), RATE, 4);
                    Load there =
                            Load.open(one.port(), Target.page(alone.host(), "/p/item-1", Shop.marker(0)), RATE, 4)) {
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

    private static double against(Sample many, Sample one) {
        return 100 * many.median() / one.median();
    }
}
