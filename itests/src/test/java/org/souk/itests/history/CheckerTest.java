package org.souk.itests.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.itests.history.Finding.Kind;

/** The checker accepts possible histories, and finds each kind of violation in hand-made ones. */
class CheckerTest {
    private static final Map<String, Long> PRICES = Map.of("A", 100L, "B", 200L);
    private static final Outcome UNKNOWN = new Outcome.Unknown("the connection was lost");
    private static final Outcome GONE = new Outcome.Refused("cart-empty");
    private static final Action READ = new Action.Read();

    private final List<Operation> history = new ArrayList<>();
    private final List<Stored.Order> orders = new ArrayList<>();
    private final List<Stored.Key> keys = new ArrayList<>();
    private int seed = 10;
    private int available = 10;
    private long lastNumber;

    @Test
    @DisplayName("carts and orders one after another, a key that comes again, two at once in either order")
    void good() {
        did(0, 1, add("A", 1, "k"), saw(1, 1, 0));
        did(2, 3, add("A", 1, "k"), saw(1, 1, 0));
        did(4, 9, add("B", 1, null), saw(3, 2, 1));
        did(5, 8, add("A", 1, null), saw(2, 2, 0));
        did(10, 11, new Action.Order("o", 3L), placed("1"));
        did(12, 13, new Action.Order("o", 3L), placed("1"));
        did(14, 15, READ, new Outcome.Saw(new CartView(0, List.of(), 0)));
        did(16, 17, new Action.Order("p", null), GONE);
        did(18, 19, add("B", 1, null), saw(5, 0, 1));
        did(20, 21, new Action.Remove("of-A", "A", null), new Outcome.Refused("not-found"));
        did(22, 23, new Action.Change("of-B", "B", 3, null), saw(6, 0, 3));
        remembered("k", null);
        stored("1", 1, "o", 2, 1);
        assertThat(findings()).isEmpty();
    }

    @Test
    @DisplayName("an answer that never came: it happened late, or not at all")
    void unknown() {
        did(0, 1, add("A", 1, null), saw(1, 1, 0));
        did(2, 3, add("A", 5, null), UNKNOWN);
        did(4, 5, READ, saw(1, 1, 0));
        did(6, 7, READ, saw(2, 6, 0));
        did(8, 9, add("B", 1, null), UNKNOWN);
        did(10, 11, add("B", 1, "never"), UNKNOWN);
        did(12, 13, new Action.Order("never-either", null), UNKNOWN);
        did(14, 15, new Action.Order("o", null), UNKNOWN);
        stored("1", 1, "o", 6, 0);
        assertThat(findings()).isEmpty();
    }

    @Test
    @DisplayName(
            "an outage in which four clients repeat their additions two hundred times is decided, also around a payment")
    void manyRepeats() {
        did(0, 1, add("A", 2, null), saw(1, 2, 0));
        did(2, 3, paidBy("o", null), UNKNOWN);
        for (int i = 0; i < 200; i++) {
            did(10 + i, 11 + i, add("A", 1, "k" + i % 4), UNKNOWN);
        }
        for (int i = 0; i < 4; i++) {
            did(300 + 2 * i, 301 + 2 * i, add("A", 1, "k" + i), saw(2 + i, 3 + i, 0));
            remembered("k" + i, null);
        }
        did(310, 311, READ, saw(6, 4, 0));
        stored("1", 1, "o", 2, 0);
        assertThat(findings()).isEmpty();
    }

    @Test
    @DisplayName("an answer that never came does not explain everything")
    void unknownIsNoExcuse() {
        did(0, 1, add("A", 1, null), saw(1, 1, 0));
        did(2, 3, add("A", 5, null), UNKNOWN);
        did(4, 5, READ, saw(2, 6, 0));
        did(6, 7, READ, saw(1, 1, 0));
        found(Kind.LOST, "none of those with ?");
    }

    @Test
    @DisplayName("it took effect before it was sent")
    void tooEarly() {
        did(0, 1, add("A", 1, null), saw(1, 1, 0));
        did(2, 3, READ, saw(2, 6, 0));
        did(4, 5, add("A", 5, null), UNKNOWN);
        found(Kind.TWICE, "read");
    }

    @Test
    @DisplayName("a key that the database remembers must have had its effect")
    void rememberedWithoutEffect() {
        did(0, 1, add("A", 1, null), saw(1, 1, 0));
        did(2, 3, add("A", 1, "k"), UNKNOWN);
        did(4, 5, READ, saw(1, 1, 0));
        remembered("k", null);
        assertThat(findings()).isEmpty();
        did(6, 7, READ, saw(1, 1, 0));
        did(8, 9, add("A", 1, "k"), saw(1, 1, 0));
        assertThat(findings()).isNotEmpty();
    }

    @Test
    @DisplayName("a line is lost")
    void lostLine() {
        did(0, 1, add("A", 1, null), saw(1, 1, 0));
        did(2, 5, add("A", 1, null), saw(2, 2, 0));
        did(3, 6, add("B", 1, null), saw(2, 1, 1));
        did(7, 8, READ, saw(2, 1, 1));
        found(Kind.LOST, "add 1 A");
    }

    @Test
    @DisplayName("a line is there twice")
    void lineTwice() {
        did(0, 1, add("A", 1, "k"), saw(1, 1, 0));
        did(2, 3, add("A", 1, "k"), saw(2, 2, 0));
        remembered("k", null);
        found(Kind.TWICE, "key k");
    }

    @Test
    @DisplayName("a read tells what was before an answered write")
    void staleRead() {
        did(0, 1, add("A", 1, null), saw(1, 1, 0));
        did(2, 3, add("A", 1, null), saw(2, 2, 0));
        did(4, 5, READ, saw(1, 1, 0));
        found(Kind.LOST, "?     0.000 to");
    }

    @Test
    @DisplayName("a change that was refused happened all the same")
    void refusedButDone() {
        did(0, 1, add("A", 1, null), saw(1, 1, 0));
        did(2, 3, add("A", 1, null), new Outcome.Refused("out-of-stock"));
        did(4, 5, READ, saw(2, 2, 0));
        found(Kind.TWICE, "read");
    }

    @Test
    @DisplayName("a cart becomes two orders")
    void orderTwice() {
        did(0, 1, add("A", 1, null), saw(1, 1, 0));
        did(2, 4, new Action.Order("o", null), placed("1", 100));
        did(3, 5, new Action.Order("p", null), placed("2", 100));
        stored("1", 1, "o", 1, 0);
        stored("2", 2, "p", 1, 0);
        found(Kind.TWICE, "cart cart-1 became order 1 and");
    }

    @Test
    @DisplayName("one key gets two orders")
    void keyTwice() {
        did(0, 1, add("A", 1, null), saw(1, 1, 0));
        did(2, 4, new Action.Order("o", null), placed("1", 100));
        did(3, 5, new Action.Order("o", null), placed("2", 100));
        stored("1", 1, "o", 1, 0);
        stored("2", 2, "o", 1, 0);
        found(Kind.TWICE, "one key got order 1 and then another");
    }

    @Test
    @DisplayName("an order that was answered is gone")
    void orderLost() {
        did(0, 1, add("A", 1, null), saw(1, 1, 0));
        did(2, 3, new Action.Order("o", null), placed("1", 100));
        found(Kind.LOST, "order 1 is not in the database");
    }

    @Test
    @DisplayName("an order that nobody asked for")
    void unasked() {
        did(0, 1, add("A", 1, null), saw(1, 1, 0));
        stored("1", 1, "of-nobody", 1, 0);
        keys.clear();
        found(Kind.UNASKED, "no client's key");
    }

    @Test
    @DisplayName("an order holds other pieces than its cart")
    void otherPieces() {
        did(0, 1, add("A", 2, null), saw(1, 2, 0));
        did(2, 3, new Action.Order("o", null), placed("1", 100));
        stored("1", 1, "o", 1, 0);
        found(Kind.UNORDERED, "order");
    }

    @Test
    @DisplayName("a number is missing, a number is given twice, the counter runs ahead")
    void numbers() {
        stored("1", 1, "o", 1, 0);
        stored("3", 3, "p", 1, 0);
        found(Kind.GAP, "missing: 2");
        stored("3", 3, "q", 1, 0);
        found(Kind.TWICE, "number 3 was given twice");
        stored("2", 2, "r", 1, 0);
        lastNumber = 4;
        found(Kind.GAP, "the counter stands at 4");
    }

    @Test
    @DisplayName("more is sold than there was, or pieces vanish")
    void oversold() {
        stored("1", 1, "o", 3, 0);
        available = 8;
        found(Kind.OVERSOLD, "there were 10, 3 are in orders, and 8 are left");
        available = 5;
        found(Kind.LOST, "and 5 are left");
        seed = 2;
        available = -1;
        found(Kind.OVERSOLD, "and -1 are left");
    }

    @Test
    @DisplayName("sums that do not add up")
    void sums() {
        did(0, 1, add("A", 1, null), new Outcome.Saw(new CartView(1, List.of(new CartView.Line("of-A", "A", 1)), 90)));
        found(Kind.WRONG, "the sum should be 100");
    }

    @Test
    @DisplayName("many at once, half of them without an answer, are decided quickly")
    void many() {
        did(0, 1, add("A", 1, null), saw(1, 1, 0));
        for (int i = 0; i < 40; i++) {
            did(2, 3, add("B", i % 4 + 1, null), UNKNOWN);
        }
        did(4, 5, add("A", 1, null), saw(3, 2, 3));
        did(6, 7, READ, saw(5, 2, 7));
        assertThat(findings()).isEmpty();
    }

    @Test
    @DisplayName("what was put in while the shopper paid goes on in the cart, one version later")
    void changedWhilePaying() {
        atVersion6();
        did(20, 30, paidBy("o", null), UNKNOWN);
        did(31, 32, add("B", 3, "k"), saw(7, 3, 3));
        remembered("k", null);
        stored("1", 1, "o", 3, 0);
        did(40, 41, READ, saw(8, 0, 3));
        assertThat(findings()).isEmpty();
    }

    @Test
    @DisplayName(
            "two versions later is one too many: HistoryIT with seed 1526695626562, where A was SKU-3 and B was SKU-4")
    void twoVersionsForOneChange() {
        atVersion6();
        did(20, 30, paidBy("o", null), UNKNOWN);
        did(31, 32, add("B", 3, "k"), saw(7, 3, 3));
        remembered("k", null);
        stored("1", 1, "o", 3, 0);
        did(40, 41, READ, saw(9, 0, 3));
        found(Kind.UNORDERED, "version 8 [3 B]");
    }

    @Test
    @DisplayName("a payment takes what was in the cart when it began, and nothing else")
    void paidForSomethingElse() {
        did(0, 1, add("A", 2, null), saw(1, 2, 0));
        did(2, 3, paidBy("o", null), UNKNOWN);
        did(4, 5, add("B", 3, null), saw(2, 2, 3));
        stored("1", 1, "o", 2, 1);
        did(6, 7, READ, saw(3, 0, 2));
        assertThat(findings()).isNotEmpty();
    }

    @Test
    @DisplayName("a payment that began for another version of the cart than the one that was shown")
    void paidForAnotherVersion() {
        did(0, 1, add("A", 2, null), saw(1, 2, 0));
        did(2, 3, add("A", 1, null), saw(2, 3, 0));
        did(4, 5, paidBy("o", 1L), placed("1", 300));
        stored("1", 1, "o", 3, 0);
        assertThat(findings()).isNotEmpty();
    }

    @Test
    @DisplayName("a payment has become its order before that is answered, and stays it")
    void answeredBeforeItIsSettled() {
        did(0, 1, add("A", 2, null), saw(1, 2, 0));
        did(2, 3, paidBy("o", 1L), placed("1", 200));
        stored("1", 1, "o", 2, 0);
        assertThat(findings()).isEmpty();
        did(4, 5, READ, saw(1, 2, 0));
        assertThat(findings()).isNotEmpty();
    }

    @Test
    @DisplayName("an order of the same cart comes while a payment is under way that becomes an order too")
    void orderedWhilePaying() {
        did(0, 1, add("A", 2, null), saw(1, 2, 0));
        did(2, 3, paidBy("o", null), UNKNOWN);
        did(4, 5, new Action.Order("p", null), placed("2", 200));
        did(6, 7, add("B", 1, null), saw(3, 0, 1));
        stored("1", 1, "o", 2, 0);
        stored("2", 2, "p", 2, 0);
        assertThat(findings()).anySatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.UNORDERED));
    }

    @Test
    @DisplayName("two keys that pay for the same cart share the order")
    void keysShareAPayment() {
        did(0, 1, add("A", 2, null), saw(1, 2, 0));
        did(2, 3, paidBy("o", null), UNKNOWN);
        did(4, 5, paidBy("p", null), placed("1", 200));
        did(6, 7, paidBy("o", null), placed("1", 200));
        stored("1", 1, "o", 2, 0);
        remembered("p", "1");
        assertThat(findings()).isEmpty();
    }

    /** What may happen to a cart with 2 A, at version 1, after a payment for it began. */
    enum Event {
        CHANGED,
        PAID,
        DECLINED,
        ORDERED,
        REPLACED
    }

    /** As the tests of the database have them, where a cart is shown by its version and its pieces of A and B; 0 0 0 is none. */
    @ParameterizedTest(name = "{0}, then {1}")
    @DisplayName("each pair of events around a payment leaves the cart at one version only")
    @CsvSource(delimiter = '|', textBlock = """
            CHANGED  | CHANGED  | 2 2 3 | 3 2 6
            CHANGED  | PAID     | 2 2 3 | 3 0 3
            CHANGED  | DECLINED | 2 2 3 | 2 2 3
            CHANGED  | ORDERED  | 2 2 3 | 0 0 0
            CHANGED  | REPLACED | 2 2 3 | 2 2 3
            PAID     | CHANGED  | 0 0 0 | 3 0 3
            PAID     | PAID     | 0 0 0 | 0 0 0
            PAID     | DECLINED | 0 0 0 | 0 0 0
            PAID     | ORDERED  | 0 0 0 | 0 0 0
            PAID     | REPLACED | 0 0 0 | 0 0 0
            DECLINED | CHANGED  | 1 2 0 | 2 2 3
            DECLINED | PAID     | 1 2 0 | 0 0 0
            DECLINED | DECLINED | 1 2 0 | 1 2 0
            DECLINED | ORDERED  | 1 2 0 | 0 0 0
            DECLINED | REPLACED | 1 2 0 | 1 2 0
            ORDERED  | CHANGED  | 0 0 0 | 3 0 3
            ORDERED  | PAID     | 0 0 0 | 0 0 0
            ORDERED  | DECLINED | 0 0 0 | 0 0 0
            ORDERED  | ORDERED  | 0 0 0 | 0 0 0
            ORDERED  | REPLACED | 0 0 0 | 0 0 0
            REPLACED | CHANGED  | 1 2 0 | 2 2 3
            REPLACED | PAID     | 1 2 0 | 1 2 0
            REPLACED | DECLINED | 1 2 0 | 1 2 0
            REPLACED | ORDERED  | 1 2 0 | 0 0 0
            REPLACED | REPLACED | 1 2 0 | 1 2 0
            """)
    void pairs(Event first, Event second, String afterFirst, String afterSecond) {
        did(0, 1, add("A", 2, null), saw(1, 2, 0));
        did(2, 3, paidBy("o", null), UNKNOWN);
        happened(10, first, List.of(), view("1 2 0"), view(afterFirst));
        happened(20, second, List.of(first), view(afterFirst), view(afterSecond));
        assertThat(findings()).isEmpty();
        // one change more is shown than there was
        CartView last = view(afterSecond);
        did(30, 31, READ, new Outcome.Saw(new CartView(last.version() + 1, last.lines(), last.subtotal())));
        assertThat(findings()).isNotEmpty();
    }

    private void happened(long at, Event event, List<Event> earlier, CartView before, CartView after) {
        boolean gaveWay = earlier.contains(Event.ORDERED) || earlier.contains(Event.REPLACED);
        boolean paid = earlier.contains(Event.PAID);
        Outcome declined = new Outcome.Refused("payment-declined");
        switch (event) {
            case CHANGED -> did(at, at + 1, add("B", 3, null), new Outcome.Saw(after));
            case PAID -> {
                if (!gaveWay && !paid) {
                    stored("1", 1, "o", 2, 0);
                }
                did(at, at + 1, paidBy("o", null), gaveWay ? declined : placed("1", 200));
            }
            case DECLINED -> did(at, at + 1, paidBy("o", null), paid ? placed("1", 200) : declined);
            case ORDERED -> {
                if (before.lines().isEmpty()) {
                    did(at, at + 1, new Action.Order("p" + at, null), GONE);
                } else {
                    stored("1", 1, "p" + at, pieces(before, "A"), pieces(before, "B"));
                    did(at, at + 1, new Action.Order("p" + at, null), placed("1", before.subtotal()));
                }
            }
            case REPLACED ->
                did(at, at + 1, paidBy("q" + at, null), before.lines().isEmpty() ? GONE : UNKNOWN);
        }
        did(at + 2, at + 3, READ, new Outcome.Saw(after));
    }

    private static int pieces(CartView view, String sku) {
        return view.lines().stream()
                .filter(line -> line.sku().equals(sku))
                .mapToInt(CartView.Line::quantity)
                .sum();
    }

    private static CartView view(String text) {
        String[] parts = text.split(" ");
        return ((Outcome.Saw) saw(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])))
                .cart();
    }

    /** With 3 A in it. */
    private void atVersion6() {
        for (int version = 1; version <= 6; version++) {
            Action action = version == 1 ? add("A", 8, null) : new Action.Change("of-A", "A", 9 - version, null);
            did(version * 2, version * 2 + 1, action, saw(version, 9 - version, 0));
        }
    }

    private static Action paidBy(String key, Long version) {
        return new Action.Order(key, version, "card");
    }

    private void did(long from, long to, Action action, Outcome outcome) {
        history.add(new Operation(1, "a", "session", action, outcome, from, to));
    }

    private static Action add(String sku, int quantity, String key) {
        return new Action.Add(sku, quantity, key);
    }

    private static Outcome saw(long version, int a, int b) {
        List<CartView.Line> lines = new ArrayList<>();
        if (a > 0) {
            lines.add(new CartView.Line("of-A", "A", a));
        }
        if (b > 0) {
            lines.add(new CartView.Line("of-B", "B", b));
        }
        return new Outcome.Saw(new CartView(version, lines, 100L * a + 200L * b));
    }

    private static Outcome placed(String number) {
        return placed(number, 400);
    }

    private static Outcome placed(String number, long total) {
        return new Outcome.Placed(number, total);
    }

    private void stored(String number, long counter, String key, int a, int b) {
        long sum = 100L * a + 200L * b;
        Map<String, Integer> pieces = b == 0 ? Map.of("A", a) : Map.of("A", a, "B", b);
        orders.add(new Stored.Order(number, counter, "session", "cart-1", sum, sum, pieces, sum));
        remembered(key, number);
        available -= a;
        lastNumber = Math.max(lastNumber, counter);
    }

    private void remembered(String key, String number) {
        keys.add(new Stored.Key("session", key, number));
    }

    private List<Finding> findings() {
        int b = orders.stream()
                .mapToInt(order -> order.pieces().getOrDefault("B", 0))
                .sum();
        Map<String, Stored.Level> stock =
                Map.of("A", new Stored.Level(seed, available, 0), "B", new Stored.Level(50, 50 - b, 0));
        return new Checker(PRICES, 1).check(history, new Stored(orders, keys, stock, lastNumber, List.of()));
    }

    private void found(Kind kind, String words) {
        assertThat(findings()).anySatisfy(finding -> assertThat(finding.kind() + " " + finding.text())
                .startsWith(kind + " ")
                .contains(words));
    }
}
