package org.souk.itests.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.souk.itests.history.Finding.Kind;

/** A test whose history is written by hand: operations on one cart with the products A and B, each with its times and its answer. */
abstract class HandMadeHistory {
    private static final Map<String, Long> PRICES = Map.of("A", 100L, "B", 200L);
    static final Outcome UNKNOWN = new Outcome.Unknown("the connection was lost");
    static final Outcome GONE = new Outcome.Refused("cart-empty");
    static final Action READ = new Action.Read();

    private final List<Operation> history = new ArrayList<>();
    private final List<Stored.Order> orders = new ArrayList<>();
    final List<Stored.Key> keys = new ArrayList<>();
    int seed = 10;
    int available = 10;
    long lastNumber;

    static Action paidBy(String key, Long version) {
        return new Action.Order(key, version, "card");
    }

    void did(long from, long to, Action action, Outcome outcome) {
        history.add(new Operation(1, "a", "session", action, outcome, from, to));
    }

    static Action add(String sku, int quantity, String key) {
        return new Action.Add(sku, quantity, key);
    }

    static Outcome saw(long version, int a, int b) {
        List<CartView.Line> lines = new ArrayList<>();
        if (a > 0) {
            lines.add(new CartView.Line("of-A", "A", a));
        }
        if (b > 0) {
            lines.add(new CartView.Line("of-B", "B", b));
        }
        return new Outcome.Saw(new CartView(version, lines, 100L * a + 200L * b));
    }

    static Outcome placed(String number) {
        return placed(number, 400);
    }

    static Outcome placed(String number, long total) {
        return new Outcome.Placed(number, total);
    }

    void stored(String number, long counter, String key, int a, int b) {
        long sum = 100L * a + 200L * b;
        Map<String, Integer> pieces = b == 0 ? Map.of("A", a) : Map.of("A", a, "B", b);
        orders.add(new Stored.Order(number, counter, "session", "cart-1", sum, sum, pieces, sum));
        remembered(key, number);
        available -= a;
        lastNumber = Math.max(lastNumber, counter);
    }

    void remembered(String key, String number) {
        keys.add(new Stored.Key("session", key, number));
    }

    List<Finding> findings() {
        int b = orders.stream()
                .mapToInt(order -> order.pieces().getOrDefault("B", 0))
                .sum();
        Map<String, Stored.Level> stock =
                Map.of("A", new Stored.Level(seed, available, 0), "B", new Stored.Level(50, 50 - b, 0));
        return new Checker(PRICES, 1).check(history, new Stored(orders, keys, stock, lastNumber, List.of()));
    }

    void found(Kind kind, String words) {
        assertThat(findings()).anySatisfy(finding -> assertThat(finding.kind() + " " + finding.text())
                .startsWith(kind + " ")
                .contains(words));
    }
}
