package org.souk.inside;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Shoppers who look, search and buy without a pause, and remember each status that they saw. */
final class Shoppers implements AutoCloseable {
    private static final List<String> PATHS = List.of("/", "/p/item-1", "/search?q=item", "/api/v1/products/item-2");
    /** Unavailable is what a container may be while one of its parts is exchanged. 421 is it not: another shop may take the host. */
    private static final Set<Integer> EXPECTED = Set.of(200, 503);

    private final Map<Integer, Integer> seen = new ConcurrentHashMap<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final List<Thread> threads;
    private volatile boolean open = true;

    Shoppers(Shop shop) {
        threads = List.of(new Thread(() -> look(shop), "shopper-looks"), new Thread(() -> buy(shop), "shopper-buys"));
        threads.forEach(Thread::start);
    }

    private void look(Shop shop) {
        for (int i = 0; open; i++) {
            String path = PATHS.get(i % PATHS.size());
            note(path, shop.status(path));
        }
    }

    private void buy(Shop shop) {
        while (open) {
            note("buy", shop.buy());
        }
    }

    private void note(String what, int status) {
        seen.merge(status, 1, Integer::sum);
        if (!EXPECTED.contains(status)) {
            wrong.add(what + " " + status);
        }
    }

    /** Ends them: each answer was right, or that the container is unavailable, and some were right. */
    void assertServed() {
        close();
        assertEquals("of " + seen, List.of(), wrong);
        assertTrue(seen.toString(), seen.containsKey(200));
    }

    @Override
    public void close() {
        open = false;
        for (Thread thread : threads) {
            try {
                thread.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
