package org.souk.itests.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cart in one of the orders that its operations may have had: the rules of the shop, said once more and as simply as can be.
 *
 * @param version steps by one with every write, and runs on over orders
 * @param used the keys that took effect, with the order's number or an empty text
 */
record CartState(boolean open, long version, List<Line> lines, Map<String, String> used) {
    static final CartState NEW = new CartState(false, 0, List.of(), Map.of());

    /** A line; one that nobody saw yet has no id. */
    record Line(@Nullable String id, String sku, int quantity) {
        boolean is(CartView.Line seen) {
            return sku.equals(seen.sku()) && quantity == seen.quantity() && (id == null || id.equals(seen.id()));
        }
    }

    /**
     * The cart after that operation; empty if it cannot come next.
     *
     * @param ordered the pieces of each order that is in the database
     */
    Optional<CartState> after(Action action, Outcome outcome, Map<String, Map<String, Integer>> ordered) {
        if (action instanceof Action.Order order) {
            return order(order, outcome, ordered);
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
        return Optional.of(new CartState(true, version, List.copyOf(named), used));
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
        return new CartState(true, version + 1, List.copyOf(next), key == null ? used : with(key, ""));
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
        boolean current = order.version() == null || order.version() == version;
        if (outcome instanceof Outcome.Refused refused) {
            boolean fits =
                    switch (refused.problem()) {
                        case "cart-empty" -> lines.isEmpty();
                        case "price-changed" -> !lines.isEmpty() && !current;
                        default -> !lines.isEmpty();
                    };
            return fits ? Optional.of(this) : Optional.empty();
        }
        String number = ((Outcome.Placed) outcome).number();
        Map<String, Integer> pieces = ordered.getOrDefault(number, pieces());
        boolean fits = !lines.isEmpty() && current && pieces.equals(pieces());
        return fits
                ? Optional.of(new CartState(false, version + 1, List.of(), with(order.key(), number)))
                : Optional.empty();
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
