package org.souk.itests.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.itests.history.Finding.Kind;

/** The checker accepts possible histories, and finds each kind of violation in hand-made ones. */
class CheckerTest extends HandMadeHistory {
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
}
