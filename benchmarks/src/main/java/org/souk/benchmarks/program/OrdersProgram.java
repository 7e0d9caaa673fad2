package org.souk.benchmarks.program;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Table;
import org.souk.benchmarks.console.Verdict;
import org.souk.benchmarks.measure.Measurements;
import org.souk.benchmarks.server.BareJetty;
import org.souk.benchmarks.server.ContainerWithDatabase;
import org.souk.benchmarks.server.PlainJdbcShop;
import org.souk.benchmarks.shop.Shop;

/**
 * Measures cart additions and guest orders per second and compares them, in turn, with plain JDBC behind a bare Jetty: the same requests,
 * rows and commits in the same tables.
 */
public final class OrdersProgram implements Program {
    private static final double MIN_ADDS = 60;
    private static final double MIN_ORDERS = 50;
    private static final int PRODUCTS = 100;

    private final Verdict verdict = new Verdict();
    private final Table table = new Table(
            "median of rounds in turn", "Souk, a second", "plain JDBC, a second", "Souk of plain JDBC", "of", "to");

    @Override
    public Verdict run(Options options) throws Exception {
        String only = options.choice("database", "both", "derby", "postgresql");
        int guests = options.number("guests", 1500);
        int connections = options.number("connections", 16);
        int rounds = options.number("rounds", 7);
        int warmUp = options.number("warm-up", 5);
        options.complete();
        if (!only.equals("postgresql")) {
            try (ContainerWithDatabase derby = ContainerWithDatabase.derby()) {
                measure("Derby", derby, guests, connections, rounds, warmUp);
            }
        }
        if (!only.equals("derby")) {
            try (ContainerWithDatabase postgresql = ContainerWithDatabase.postgresql()) {
                measure("PostgreSQL", postgresql, guests, connections, rounds, warmUp);
            }
        }
        table.print();
        return verdict;
    }

    private void measure(
            String name, ContainerWithDatabase database, int guests, int connections, int rounds, int warmUp)
            throws Exception {
        Shop shop = Shop.of("orders", PRODUCTS);
        Map<String, byte[]> files = shop.files(0);
        files.computeIfPresent("products.csv", (file, csv) -> plenty(csv));
        long end = Shop.copy(Shop.zip(files), shop.in(database.server().deploy()));
        database.server().untilVersion(shop, 0, end, Duration.ofSeconds(30));
        try (BareJetty floor = BareJetty.running(PlainJdbcShop.class, database.arguments())) {
            Guests ours = new Guests("Souk", database.server().port(), shop.host(), guests, connections, PRODUCTS);
            Guests plain = new Guests("plain JDBC", floor.port(), shop.host(), guests, connections, PRODUCTS);
            for (int i = 0; i < warmUp; i++) {
                for (Guests side : new Guests[] {ours, plain}) {
                    side.add();
                    side.add();
                    side.order();
                }
            }
            for (int i = 0; i < rounds; i++) {
                ours.measureAdds();
                plain.measureAdds();
            }
            ours.order();
            plain.order();
            for (int i = 0; i < rounds; i++) {
                ours.measureOrders();
                plain.measureOrders();
            }
            rounds(name, ours, plain);
            double added = compare(name + ", added to a cart", ours.adds(), plain.adds());
            double ordered = compare(name + ", ordered", ours.orders(), plain.orders());
            verdict.none(name + ", rounds with failed requests", ours.failures() + plain.failures())
                    .atLeast(name + ", added to a cart", added, MIN_ADDS, " % of plain JDBC")
                    .atLeast(name + ", ordered", ordered, MIN_ORDERS, " % of plain JDBC");
            database.server().container().complaints().stream()
                    .limit(10)
                    .forEach(line -> System.out.println("  log: " + line));
        }
    }

    private static byte[] plenty(byte[] csv) {
        return new String(csv, StandardCharsets.UTF_8)
                .replace(",shopify,100,", ",shopify,9000000,")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void rounds(String name, Guests ours, Guests plain) {
        System.out.println(name + ", each round a second: added to a cart " + ours.adds() + ", plain JDBC "
                + plain.adds() + "; ordered " + ours.orders() + ", plain JDBC " + plain.orders());
    }

    /** The median of the ratios of all rounds, in percent. */
    private double compare(String what, Measurements ours, Measurements plain) {
        Measurements percent = ours.per(plain);
        table.row(
                what,
                Table.number(ours.median(), 0),
                Table.number(plain.median(), 0),
                Table.number(percent.median(), 0) + " %",
                Table.number(percent.best(), 0) + " %",
                Table.number(percent.worst(), 0) + " %");
        return percent.median();
    }
}
