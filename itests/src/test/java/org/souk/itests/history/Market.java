package org.souk.itests.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.souk.itests.Await;

/** The clients of one shop on all containers, with own and shared carts. */
final class Market implements AutoCloseable {
    private static final int CLIENTS = 16;
    private static final int SHARED = 6;
    private static final int OWN_OPERATIONS = 40;
    private static final int SHARED_OPERATIONS = 80;
    private static final Duration READ = Duration.ofSeconds(5);
    private static final long PATIENCE_MILLIS = 60_000;

    private final List<Till> tills;
    private final History history;
    private final List<String> scarce;
    private final List<String> plenty;
    private final AtomicReferenceArray<Tab> shared = new AtomicReferenceArray<>(SHARED);
    private final Queue<Tab> tabs = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    Market(List<Till> tills, History history, List<String> scarce, List<String> plenty) {
        this.tills = tills;
        this.history = history;
        this.scarce = scarce;
        this.plenty = plenty;
        for (int i = 0; i < SHARED; i++) {
            shared.set(i, noted(new Tab(SHARED_OPERATIONS)));
        }
    }

    /** All go. */
    Market open(long seed) {
        for (int i = 0; i < CLIENTS; i++) {
            threads.add(new Thread(new Client(i, this, new Random(seed + i)), "client-" + i));
        }
        threads.forEach(Thread::start);
        return this;
    }

    boolean isClosed() {
        return closed;
    }

    History history() {
        return history;
    }

    Till till(Random random) {
        return tills.get(random.nextInt(tills.size()));
    }

    /** One of few pieces now and then, so that the last is wanted by several. */
    String sku(Random random) {
        List<String> some = random.nextInt(4) == 0 ? scarce : plenty;
        return some.get(random.nextInt(some.size()));
    }

    Tab own() {
        return noted(new Tab(OWN_OPERATIONS));
    }

    /** One that others hold too. */
    Tab shared(Random random) {
        int place = random.nextInt(SHARED);
        Tab tab = shared.get(place);
        if (tab.isSpent()) {
            Tab next = tab.another();
            if (shared.compareAndSet(place, tab, next)) {
                noted(next);
            }
            return shared.get(place);
        }
        return tab;
    }

    private Tab noted(Tab tab) {
        tabs.add(tab);
        return tab;
    }

    /** Whether a new shopper can buy something there. */
    boolean buysAt(Till till, List<String> answers) {
        Tab tab = noted(new Tab(1));
        Action.Order order = new Action.Order(UUID.randomUUID().toString(), null);
        for (Action action : List.of(new Action.Add(plenty.get(0), 1, null), order)) {
            Optional<Outcome> outcome = till.ask(CLIENTS, tab, action, history);
            answers.add(action + " -> " + outcome);
            if (!(outcome.orElse(null) instanceof Outcome.Saw || outcome.orElse(null) instanceof Outcome.Placed)) {
                return false;
            }
        }
        return true;
    }

    /** Every cart is looked at once more. */
    void readAll(Random random) {
        for (Tab tab : tabs) {
            if (tab.isOpen()) {
                Await.until(READ, () -> "cart " + tab.cart() + " can be read", () -> till(random)
                        .ask(CLIENTS, tab, new Action.Read(), history)
                        .filter(Outcome.Saw.class::isInstance)
                        .isPresent());
            }
        }
    }

    /** All stop, each after the answer that it waits for. */
    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (thread.isAlive()) {
                throw new AssertionError(thread.getName() + " waits for an answer that does not come");
            }
        }
    }
}
