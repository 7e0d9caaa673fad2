package org.souk.itests.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Searches for an order of one cart's operations that explains every answer (Wing and Gong's algorithm with memoisation). No operation
 * comes before one that was answered before it was sent. Operations without an answer may be left out.
 */
final class CartSearch {
    private static final int MAX_PLACES = 2_000_000;
    private static final int BEFORE = 12;
    private static final int AFTER = 4;

    private record Place(BitSet done, CartState state) {}

    private final List<Operation> operations;
    private final Map<String, Map<String, Integer>> ordered;
    private final Set<String> keys;
    private final Set<Place> seen = new HashSet<>();
    private final BitSet answered = new BitSet();
    private BitSet best = new BitSet();
    private CartState bestState = CartState.NEW;
    private int bestCount = -1;

    /**
     * Searches the operations of one cart.
     *
     * @param keys idempotency keys in the database: each of these operations took effect
     */
    CartSearch(List<Operation> operations, Set<String> keys, Map<String, Map<String, Integer>> ordered) {
        this.operations = operations.stream()
                .sorted(Comparator.comparingLong(Operation::invoked))
                .toList();
        this.keys = keys;
        this.ordered = ordered;
        for (int i = 0; i < this.operations.size(); i++) {
            answered.set(i, this.operations.get(i).answered());
        }
    }

    /** The contradiction; empty if there is such an order. */
    Optional<Finding> run() {
        if (search(new BitSet(), CartState.NEW)) {
            return Optional.empty();
        }
        return Optional.of(
                seen.size() > MAX_PLACES
                        ? new Finding(Finding.Kind.UNDECIDED, "after " + seen.size() + " places:\n" + told(next(best)))
                        : explain());
    }

    private boolean search(BitSet from, CartState start) {
        BitSet done = (BitSet) from.clone();
        CartState state = settle(done, start);
        remember(done, state);
        if (contains(done, answered) && state.used().keySet().containsAll(keys) && state.paying() == null) {
            return true;
        }
        if (seen.size() > MAX_PLACES || !seen.add(new Place(done, state))) {
            return false;
        }
        Set<Action> tried = new HashSet<>();
        for (int i : next(done)) {
            Operation operation = operations.get(i);
            // of equal operations without an answer try only the first that was sent
            if (operation.answered() || tried.add(operation.action())) {
                Optional<CartState> after = state.after(operation.action(), operation.outcome(), ordered);
                // an unanswered operation that changes nothing can be left out, such as a repeat of a key that took
                // effect
                if (after.isPresent() && (operation.answered() || !after.get().equals(state))) {
                    BitSet more = (BitSet) done.clone();
                    more.set(i);
                    if (search(more, after.get())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Takes operations that change nothing and fit at once, because that excludes no other order. */
    private CartState settle(BitSet done, CartState start) {
        CartState state = start;
        boolean more = true;
        while (more) {
            more = false;
            for (int i : next(done)) {
                Operation operation = operations.get(i);
                Optional<CartState> after = operation.answered() && harmless(operation, state)
                        ? state.after(operation.action(), operation.outcome(), ordered)
                        : Optional.empty();
                if (after.isPresent()) {
                    done.set(i);
                    state = after.get();
                    more = true;
                }
            }
        }
        return state;
    }

    private static boolean harmless(Operation operation, CartState state) {
        String key = operation.action().key();
        return operation.action() instanceof Action.Read
                || operation.outcome() instanceof Outcome.Refused
                || (operation.action() instanceof Action.Order order && order.payer() != null)
                || (key != null && state.used().containsKey(key));
    }

    /** The operations that may come next: those with the oldest version first, those without an answer last. */
    private List<Integer> next(BitSet done) {
        long by = Long.MAX_VALUE;
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            by = Math.min(by, operations.get(i).effectBy());
        }
        List<Integer> next = new ArrayList<>();
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            if (operations.get(i).invoked() > by) {
                break;
            }
            next.add(i);
        }
        next.sort(Comparator.comparingLong(i -> version(operations.get(i))));
        return next;
    }

    private static long version(Operation operation) {
        return operation.outcome() instanceof Outcome.Saw saw
                ? saw.cart().version()
                : operation.answered() ? Long.MAX_VALUE - 1 : Long.MAX_VALUE;
    }

    private static boolean contains(BitSet all, BitSet some) {
        BitSet missing = (BitSet) some.clone();
        missing.andNot(all);
        return missing.isEmpty();
    }

    /** The place that explains most answers; of those that explain as many the one where most keys took effect, and payments are settled. */
    private void remember(BitSet done, CartState state) {
        BitSet explained = (BitSet) done.clone();
        explained.and(answered);
        int count = explained.cardinality();
        if (count > bestCount || (count == bestCount && effects(state) > effects(bestState))) {
            bestCount = count;
            best = (BitSet) done.clone();
            bestState = state;
        }
    }

    private static int effects(CartState state) {
        return state.used().size() - (state.paying() == null ? 0 : 1);
    }

    private Finding explain() {
        List<Integer> stuck = next(best);
        List<Integer> shown = stuck.stream()
                .filter(i -> operations.get(i).outcome() instanceof Outcome.Saw)
                .toList();
        Finding.Kind kind = Finding.Kind.UNORDERED;
        if (!shown.isEmpty()) {
            Operation first = operations.get(shown.get(0));
            int expected = bestState
                    .after(first.action(), new Outcome.Unknown(""), ordered)
                    .map(CartState::count)
                    .orElse(bestState.count());
            int saw = ((Outcome.Saw) first.outcome()).cart().pieces();
            kind = saw < expected ? Finding.Kind.LOST : saw > expected ? Finding.Kind.TWICE : kind;
        }
        return new Finding(kind, told(stuck));
    }

    /** Describes the operations before the contradiction, those that cannot follow, and some later ones. */
    private String told(List<Integer> stuck) {
        List<Integer> waiting = stuck.stream().filter(answered::get).toList();
        int first = waiting.stream().mapToInt(i -> i).min().orElse(operations.size());
        int last = waiting.stream().mapToInt(i -> i).max().orElse(operations.size());
        StringBuilder text = new StringBuilder("no order of these operations explains every answer\n");
        for (int i = 0; i < operations.size(); i++) {
            if (stuck.contains(i) || (i >= first - BEFORE && i <= last + AFTER)) {
                String sign = stuck.contains(i) ? "  ? " : best.get(i) ? "  . " : "    ";
                text.append(sign).append(operations.get(i)).append('\n');
            }
        }
        Set<String> unused = new TreeSet<>(keys);
        unused.removeAll(bestState.used().keySet());
        return text.append("  After all before and those with a dot the cart is: ")
                .append(bestState)
                .append("; none of those with ? can come next.")
                .append(unused.isEmpty() ? "" : " Keys that must take effect yet: " + unused)
                .toString();
    }
}
