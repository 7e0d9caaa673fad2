package org.souk.benchmarks.program;

import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.souk.benchmarks.measure.FailureLog;
import org.souk.benchmarks.measure.LoadGenerator;
import org.souk.benchmarks.measure.Measurements;
import org.souk.benchmarks.measure.RequestSource;
import org.souk.benchmarks.measure.Timing;

/** Many guests of a shop. In each round every guest sends one request, in a closed loop. */
public final class Guests {
    private final String name;
    private final int port;
    private final int connections;
    private final int items;
    private final List<Guest> all;
    private final FailureLog failures = new FailureLog();
    private final Measurements adds = new Measurements();
    private final Measurements orders = new Measurements();
    private int round;

    /** @param items products of the shop, each with ample stock */
    Guests(String name, int port, String host, int count, int connections, int items) {
        this.name = name;
        this.port = port;
        this.connections = connections;
        this.items = items;
        this.all = Stream.generate(() -> new Guest(host)).limit(count).toList();
    }

    /** Every guest adds one item: another product than the next guest, one of three in turn. Returns responses per second. */
    double add() {
        int turn = round++ % 3;
        return round((guest, n) -> guest.adds(1 + (n + turn) % items));
    }

    /** Every guest orders their cart. Returns responses per second. */
    double order() {
        return round((guest, n) -> guest.orders());
    }

    private double round(ObjIntConsumer<Guest> command) {
        for (int n = 0; n < all.size(); n++) {
            command.accept(all.get(n), n);
        }
        long start = System.nanoTime();
        try (LoadGenerator load = LoadGenerator.exactly(port, RequestSource.inTurn(all), connections, all.size())) {
            load.finish();
            double rate = load.answered() / (Timing.millisSince(start) / 1000);
            load.failures().print(name);
            if (load.failures().count() > 0 || load.answered() < all.size()) {
                failures.add(name);
            }
            return rate;
        }
    }

    void measureAdds() {
        adds.add(add());
    }

    /** Measures orders of carts that get one line first. */
    void measureOrders() {
        add();
        orders.add(order());
    }

    Measurements adds() {
        return adds;
    }

    Measurements orders() {
        return orders;
    }

    /** Rounds in which a request failed. */
    long failures() {
        return failures.count();
    }
}
