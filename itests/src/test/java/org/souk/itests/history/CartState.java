package org.souk.itests.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cart at one point of a possible order of its operations. Implements the rules of the shop a second time, as simply as possible.
 *
 * @param version increases by one with every change, and runs on over orders
 * @param used the keys that took effect, with the order's number or an empty text
 * @param paying the payment attempt that will become the cart's order, or null; an attempt that fails changes no cart
 */
record CartState(
        boolean open,
        long version,
        List<Line> lines,
        Map<String, String> used,
        @Nullable Paying paying) {
    static final CartState NEW = new CartState(false, 0, List.of(), Map.of(), null);

    /** Problems that say nothing about the cart. */
    private static final Set<String> ABOUT_PAYMENT = Set.of("payment-declined", "payment-over");

    /** An attempt to pay for the cart as it was at that version; its order will have that number. */
    record Paying(String number, long version) {}

    /** A line. Has no id until an answer showed it. */
    record Line(@Nullable String id, String sku, int quantity) {
        boolean is(CartView.Line seen) {
            return sku.equals(seen.sku()) && quantity == seen.quantity() && (id == null || id.equals(seen.id()));
        }
    }

    /**
     * The cart after that operation; empty if the operation cannot be next.
     *
     * @param ordered the pieces of each order that is in the database
     */
    Optional<CartState> after(Action action, Outcome outcome, Map<String, Map<String, Integer>> ordered) {
        if (action instanceof Action.Order order) {
            return order.payer() == null ? order(order, outcome, ordered) : paid(order, outcome);
        }
        if (action instanceof Action.Begin begin) {
            return begin(begin, ordered);
        }
        if (action instanceof Action.Settle settle) {
            return settle(settle.number(), ordered);
        }
        boolean again = action.key() != null && used.containsKey(action.key());
        if (outcome instanceof Outcome.Refused refused) {
            return again || contradicts(action, refused) ? Optional.empty() : Optional.of(this);
        }
        if (action instanceof Action.Read || again) {
            return outcome instanceof Outcome.Saw saw ? seen(saw.cart()) : Optional.of(this);
        }
        return written(action)
                .flatMap(next -> outcome instanceof Outcome.Saw saw ? next.seen(saw.cart()) : Optional.of(next));
    }

    /** That a line is not there is a statement; that there is too little stock is none about the cart. */
    private boolean contradicts(Action action, Outcome.Refused refused) {
        return refused.problem().equals("not-found")
                && lines.stream()
                        .anyMatch(line -> line.id() != null && line.id().equals(addressed(action)));
    }

    private static @Nullable String addressed(Action action) {
        return action instanceof Action.Change change
                ? change.line()
                : action instanceof Action.Remove remove ? remove.line() : null;
    }

    private Optional<CartState> seen(CartView view) {
        if (view.version() == 0) {
            return open ? Optional.empty() : Optional.of(this);
        }
        if (!open || view.version() != version || view.lines().size() != lines.size()) {
            return Optional.empty();
        }
        List<Line> named = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            CartView.Line line = view.lines().get(i);
            if (!lines.get(i).is(line)) {
                return Optional.empty();
            }
            named.add(new Line(line.id(), line.sku(), line.quantity()));
        }
        return Optional.of(new CartState(true, version, List.copyOf(named), used, paying));
    }

    private Optional<CartState> written(Action action) {
        if (action instanceof Action.Add add) {
            return Optional.of(write(more(add), add.key()));
        }
        int quantity = action instanceof Action.Change change ? change.quantity() : 0;
        String sku = action instanceof Action.Change change ? change.sku() : ((Action.Remove) action).sku();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.id() == null ? line.sku().equals(sku) : line.id().equals(addressed(action))) {
                List<Line> next = new ArrayList<>(lines);
                if (quantity == 0) {
                    next.remove(i);
                } else {
                    next.set(i, new Line(addressed(action), sku, quantity));
                }
                return Optional.of(write(next, action.key()));
            }
        }
        return Optional.empty();
    }

    private List<Line> more(Action.Add add) {
        List<Line> next = new ArrayList<>(lines);
        for (int i = 0; i < next.size(); i++) {
            Line line = next.get(i);
            if (line.sku().equals(add.sku())) {
                next.set(i, new Line(line.id(), line.sku(), line.quantity() + add.quantity()));
                return next;
            }
        }
        next.add(new Line(null, add.sku(), add.quantity()));
        return next;
    }

    private CartState write(List<Line> next, @Nullable String key) {
        return new CartState(true, version + 1, List.copyOf(next), key == null ? used : with(key, ""), paying);
    }

    private Map<String, String> with(String key, String value) {
        Map<String, String> more = new HashMap<>(used);
        more.put(key, value);
        return Map.copyOf(more);
    }

    private Optional<CartState> order(Action.Order order, Outcome outcome, Map<String, Map<String, Integer>> ordered) {
        String before = used.get(order.key());
        if (before != null) {
            boolean same =
                    outcome instanceof Outcome.Placed placed && placed.number().equals(before);
            return same ? Optional.of(this) : Optional.empty();
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused(order, refused);
        }
        String number = ((Outcome.Placed) outcome).number();
        boolean fits = paying == null && isFor(order.version(), number, ordered);
        return fits
                ? Optional.of(new CartState(false, version + 1, List.of(), with(order.key(), number), null))
                : Optional.empty();
    }

    private Optional<CartState> refused(Action.Order order, Outcome.Refused refused) {
        boolean fits =
                switch (refused.problem()) {
                    case "cart-empty" -> lines.isEmpty();
                    case "price-changed" -> !lines.isEmpty() && !isAt(order.version());
                    default -> !lines.isEmpty();
                };
        return fits ? Optional.of(this) : Optional.empty();
    }

    /** The state after the answer to a paid order; empty if the answer does not fit. The attempt and the order are separate steps. */
    private Optional<CartState> paid(Action.Order order, Outcome outcome) {
        String number = used.get(order.key());
        boolean pending = paying != null && paying.number().equals(number);
        if (outcome instanceof Outcome.Placed placed) {
            return !pending && placed.number().equals(number) ? Optional.of(this) : Optional.empty();
        }
        Outcome.Refused refused = (Outcome.Refused) outcome;
        if (ABOUT_PAYMENT.contains(refused.problem())) {
            return number == null || pending ? Optional.of(this) : Optional.empty();
        }
        return number == null ? refused(order, refused) : Optional.empty();
    }

    /** A second key joins an attempt for the same cart at the same version. While one that will become the order is there, no other is. */
    private Optional<CartState> begin(Action.Begin begin, Map<String, Map<String, Integer>> ordered) {
        String number = begin.number();
        if (used.containsKey(begin.key())) {
            return used.get(begin.key()).equals(number) ? Optional.of(this) : Optional.empty();
        }
        Paying next = new Paying(number, version);
        boolean free = paying == null ? !used.containsValue(number) : paying.equals(next);
        return free && isFor(begin.version(), number, ordered)
                ? Optional.of(new CartState(open, version, lines, with(begin.key(), number), next))
                : Optional.empty();
    }

    /** Removes the paid items from the cart. Items that were added beyond them stay, in a new cart. */
    private Optional<CartState> settle(String number, Map<String, Map<String, Integer>> ordered) {
        if (!open || paying == null || !paying.number().equals(number)) {
            return Optional.empty();
        }
        Map<String, Integer> pieces = ordered.getOrDefault(number, Map.of());
        List<Line> left = lines.stream()
                .map(line -> new Line(line.id(), line.sku(), line.quantity() - pieces.getOrDefault(line.sku(), 0)))
                .filter(line -> line.quantity() > 0)
                .toList();
        return Optional.of(new CartState(!left.isEmpty(), version + 1, left, used, null));
    }

    /** Whether an order of that cart version with that number can have the current content of the cart. */
    private boolean isFor(@Nullable Long wanted, String number, Map<String, Map<String, Integer>> ordered) {
        return !lines.isEmpty()
                && isAt(wanted)
                && ordered.getOrDefault(number, pieces()).equals(pieces());
    }

    private boolean isAt(@Nullable Long wanted) {
        return wanted == null || wanted == version;
    }

    Map<String, Integer> pieces() {
        Map<String, Integer> pieces = new TreeMap<>();
        lines.forEach(line -> pieces.merge(line.sku(), line.quantity(), Integer::sum));
        return pieces;
    }

    int count() {
        return lines.stream().mapToInt(Line::quantity).sum();
    }

    @Override
    public String toString() {
        return (open ? "version " + version + " " : "no open cart ")
                + lines.stream().map(line -> line.quantity() + " " + line.sku()).toList();
    }
}
