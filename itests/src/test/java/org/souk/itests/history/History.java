package org.souk.itests.history;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The operations of all clients, timed by one clock, and how many succeeded. */
final class History {
    /** How an operation ended. */
    enum Ending {
        OK,
        FAILED,
        UNKNOWN
    }

    private final long start = System.nanoTime();
    private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final Queue<String> oddities = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<String, Map<Ending, AtomicInteger>> counts = new ConcurrentHashMap<>();

    /** Nanoseconds since it began. */
    long now() {
        return System.nanoTime() - start;
    }

    void add(Operation operation) {
        operations.add(operation);
        Outcome outcome = operation.outcome();
        note(
                operation.action().kind(),
                outcome instanceof Outcome.Unknown
                        ? Ending.UNKNOWN
                        : outcome instanceof Outcome.Refused ? Ending.FAILED : Ending.OK);
    }

    /** Counts one that says nothing of a cart: a page, or a request that never left. */
    void note(String kind, Ending ending) {
        counts.computeIfAbsent(kind, key -> new ConcurrentHashMap<>())
                .computeIfAbsent(ending, key -> new AtomicInteger())
                .incrementAndGet();
    }

    /** From now on it is no wonder if that container answers nothing. */
    void down(String node) {
        down.add(node);
    }

    void up(String node) {
        down.remove(node);
    }

    boolean isDown(String node) {
        return down.contains(node);
    }

    /** An answer that no fault excuses. */
    void odd(String what) {
        oddities.add("%.3f s: %s".formatted(now() / 1e9, what));
    }

    List<String> oddities() {
        return List.copyOf(oddities);
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    int count(Ending ending) {
        return counts.values().stream()
                .mapToInt(each -> each.getOrDefault(ending, new AtomicInteger()).get())
                .sum();
    }

    int count(String kind, Ending ending) {
        return counts.getOrDefault(kind, Map.of())
                .getOrDefault(ending, new AtomicInteger())
                .get();
    }

    /** One row a kind. */
    String table() {
        StringBuilder table =
                new StringBuilder("| Operation | ok | failed | unknown |\n| --- | ---: | ---: | ---: |\n");
        new TreeMap<>(counts)
                .keySet()
                .forEach(kind -> table.append("| %s | %d | %d | %d |%n"
                        .formatted(
                                kind,
                                count(kind, Ending.OK),
                                count(kind, Ending.FAILED),
                                count(kind, Ending.UNKNOWN))));
        return table.toString();
    }
}
