package org.souk.itests.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.itests.history.Finding.Kind;

/** The checker knows what may happen to a cart while it is being paid for. */
class CheckerPaymentTest extends HandMadeHistory {
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
}
