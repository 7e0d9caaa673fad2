package org.souk.itests.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Decides whether some order of the operations explains all answers and the final content of the database. */
final class Checker {
    private static final Outcome BY_ITSELF = new Outcome.Unknown("no request's own");

    private final Map<String, Long> prices;
    private final long firstNumber;
    private final List<Finding> findings = new ArrayList<>();

    /** Of a shop with these prices in minor units, whose first order has that number. */
    Checker(Map<String, Long> prices, long firstNumber) {
        this.prices = prices;
        this.firstNumber = firstNumber;
    }

    /** The contradictions; empty if there are none. */
    List<Finding> check(List<Operation> history, Stored stored) {
        findings.clear();
        carts(history, stored);
        acknowledged(history, stored);
        asked(history, stored);
        numbers(stored);
        stock(stored);
        sums(history, stored);
        return List.copyOf(findings);
    }

    private void carts(List<Operation> history, Stored stored) {
        Map<String, Map<String, String>> keys = stored.keysBySession();
        Map<String, Map<String, Integer>> ordered = stored.piecesByNumber();
        Map<String, List<Operation>> byCart =
                history.stream().collect(Collectors.groupingBy(Operation::cart, TreeMap::new, Collectors.toList()));
        byCart.forEach((cart, operations) -> {
            Map<String, String> used = keys.getOrDefault(cart, Map.of());
            List<Operation> relevant = new ArrayList<>();
            operations.forEach(operation -> relevant.addAll(resolved(operation, used)));
            relevant.addAll(settlements(relevant));
            new CartSearch(relevant, used.keySet(), ordered)
                    .run()
                    .ifPresent(finding -> add(finding.kind(), "cart " + cart + ": " + finding.text()));
        });
    }

    /** The database shows the outcome of an operation with a key. A read without an answer is ignored. */
    private static List<Operation> resolved(Operation operation, Map<String, String> used) {
        Action action = operation.action();
        String key = action.key();
        if (action instanceof Action.Order order && order.payer() != null) {
            return paid(operation, order, used.getOrDefault(key, ""));
        }
        if (operation.answered()) {
            return List.of(operation);
        }
        if (action instanceof Action.Read || (key != null && !used.containsKey(key))) {
            return List.of();
        }
        return action instanceof Action.Order
                ? List.of(unbounded(operation, action, new Outcome.Placed(used.get(key), 0)))
                : List.of(operation);
    }

    /** A paid order is not a single step: its attempt begins during the request, and the answer shows the outcome. */
    private static List<Operation> paid(Operation operation, Action.Order order, String number) {
        List<Operation> steps = new ArrayList<>();
        if (!number.isEmpty()) {
            Action begin = new Action.Begin(order.key(), order.version(), number);
            steps.add(unbounded(operation, begin, BY_ITSELF));
        }
        if (operation.answered()) {
            steps.add(operation);
        }
        return steps;
    }

    /** One for each paid order, regardless of how many requests asked for it. */
    private static List<Operation> settlements(List<Operation> relevant) {
        Map<String, Operation> first = new TreeMap<>();
        for (Operation operation : relevant) {
            if (operation.action() instanceof Action.Begin begin) {
                first.merge(begin.number(), operation, (a, b) -> a.invoked() <= b.invoked() ? a : b);
            }
        }
        return first.entrySet().stream()
                .map(each -> unbounded(each.getValue(), new Action.Settle(each.getKey()), BY_ITSELF))
                .toList();
    }

    /** That may take effect at any time after the other was sent. */
    private static Operation unbounded(Operation of, Action action, Outcome outcome) {
        return new Operation(of.client(), of.node(), of.cart(), action, outcome, of.invoked(), Long.MAX_VALUE);
    }

    private void acknowledged(List<Operation> history, Stored stored) {
        Map<String, List<Stored.Order>> byNumber =
                stored.orders().stream().collect(Collectors.groupingBy(Stored.Order::number));
        Map<String, String> numbers = new HashMap<>();
        for (Operation operation : history) {
            if (!(operation.outcome() instanceof Outcome.Placed placed)) {
                continue;
            }
            List<Stored.Order> found = byNumber.getOrDefault(placed.number(), List.of());
            if (found.isEmpty()) {
                add(Finding.Kind.LOST, "order " + placed.number() + " is not in the database: " + operation);
            } else if (!found.get(0).session().equals(operation.cart()) && found.size() == 1) {
                add(Finding.Kind.TWICE, "order " + placed.number() + " is another cart's: " + operation);
            } else if (found.get(0).total() != placed.total() && found.size() == 1) {
                add(Finding.Kind.WRONG, "order " + placed.number() + " is stored as " + found + ": " + operation);
            }
            String before = numbers.putIfAbsent(
                    operation.cart() + " " + operation.action().key(), placed.number());
            if (before != null && !before.equals(placed.number())) {
                add(Finding.Kind.TWICE, "one key got order " + before + " and then another: " + operation);
            }
        }
    }

    private void asked(List<Operation> history, Stored stored) {
        Set<String> asked = new HashSet<>();
        history.stream()
                .filter(operation -> operation.action() instanceof Action.Order)
                .forEach(operation ->
                        asked.add(operation.cart() + " " + operation.action().key()));
        Map<String, Integer> byNumber = new HashMap<>();
        stored.keys().stream()
                .filter(key -> key.number() != null && asked.contains(key.session() + " " + key.key()))
                .forEach(key -> byNumber.merge(key.session() + " " + key.number(), 1, Integer::sum));
        Map<String, String> carts = new HashMap<>();
        for (Stored.Order order : stored.orders()) {
            if (!byNumber.containsKey(order.session() + " " + order.number())) {
                add(Finding.Kind.UNASKED, "no client's key belongs to order " + order);
            }
            String before = carts.put(order.session() + " " + order.cart(), order.number());
            if (before != null) {
                add(Finding.Kind.TWICE, "cart " + order.cart() + " became order " + before + " and " + order);
            }
        }
    }

    private void numbers(Stored stored) {
        List<Long> counters =
                stored.orders().stream().map(Stored.Order::counter).sorted().toList();
        long expected = firstNumber;
        for (long counter : counters) {
            if (counter < expected) {
                add(Finding.Kind.TWICE, "number " + counter + " was given twice");
            } else if (counter > expected) {
                add(Finding.Kind.GAP, "missing: " + expected + (counter > expected + 1 ? " to " + (counter - 1) : ""));
            }
            expected = Math.max(expected, counter + 1);
        }
        long last = counters.isEmpty() ? stored.lastNumber() : expected - 1;
        if (stored.lastNumber() != last) {
            add(Finding.Kind.GAP, "the last order is " + last + ", the counter stands at " + stored.lastNumber());
        }
        for (Stored.Order order : stored.orders()) {
            if (!order.number().endsWith(String.valueOf(order.counter()))) {
                add(Finding.Kind.WRONG, "the number is not the counter's: " + order);
            }
        }
    }

    private void stock(Stored stored) {
        Map<String, Integer> sold = stored.sold();
        for (String sku : stored.skus()) {
            Stored.Level level = stored.stock().get(sku);
            int pieces = sold.getOrDefault(sku, 0);
            if (level == null) {
                add(Finding.Kind.WRONG, pieces + " of " + sku + " were sold, and no stock of it is counted");
            } else if (level.available() < 0 || level.available() + level.reserved() != level.seed() - pieces) {
                boolean over = level.available() < 0 || level.available() + level.reserved() > level.seed() - pieces;
                add(
                        over ? Finding.Kind.OVERSOLD : Finding.Kind.LOST,
                        "of " + sku + " there were " + level.seed() + ", " + pieces + " are in orders, and "
                                + level.available() + " are left, " + level.reserved() + " reserved");
            }
        }
    }

    private void sums(List<Operation> history, Stored stored) {
        for (Stored.Order order : stored.orders()) {
            long right = order.pieces().entrySet().stream()
                    .mapToLong(piece -> prices.getOrDefault(piece.getKey(), 0L) * piece.getValue())
                    .sum();
            if (order.sumOfLines() != right || order.subtotal() != right || order.total() != right) {
                add(Finding.Kind.WRONG, "the sum should be " + right + ": " + order);
            }
        }
        for (Operation operation : history) {
            if (operation.outcome() instanceof Outcome.Saw saw) {
                long right = saw.cart().lines().stream()
                        .mapToLong(line -> prices.getOrDefault(line.sku(), 0L) * line.quantity())
                        .sum();
                if (saw.cart().subtotal() != right) {
                    add(Finding.Kind.WRONG, "the sum should be " + right + ": " + operation);
                }
            }
        }
    }

    private void add(Finding.Kind kind, String text) {
        findings.add(new Finding(kind, text));
    }
}
