package org.souk.itests.history;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A client that runs random cart operations, each at a random container. */
final class Client implements Runnable {
    private static final List<String> PAGES = List.of("/", "/p/item-1", "/api/v1/products", "/search?q=number");

    private final int number;
    private final Market market;
    private final Random random;
    private Tab own;

    Client(int number, Market market, Random random) {
        this.number = number;
        this.market = market;
        this.random = random;
        this.own = market.own();
    }

    @Override
    public void run() {
        while (!market.isClosed()) {
            if (own.isSpent()) {
                own = market.own();
            }
            act(random.nextBoolean() ? own : market.shared(random));
            think(20);
        }
    }

    private void think(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis + random.nextInt(3 * millis)));
    }

    private void act(Tab tab) {
        int dice = random.nextInt(100);
        if (dice < 10) {
            market.till(random).browse(PAGES.get(random.nextInt(PAGES.size())), market.history());
        } else if (!tab.isOpen()) {
            open(tab);
        } else {
            finish(tab, choose(tab, dice));
        }
    }

    /** The first piece makes the session, so others wait for it. */
    private void open(Tab tab) {
        synchronized (tab) {
            if (!tab.isOpen()) {
                ask(tab, new Action.Add(market.sku(random), 1, null));
            }
        }
    }

    private Action choose(Tab tab, int dice) {
        List<CartView.Line> lines = tab.last().lines();
        if (dice < 28) {
            return new Action.Read();
        }
        if (dice < 60 || lines.isEmpty()) {
            return new Action.Add(market.sku(random), 1 + random.nextInt(3), key());
        }
        CartView.Line line = lines.get(random.nextInt(lines.size()));
        if (dice < 74) {
            return new Action.Change(line.id(), line.sku(), 1 + random.nextInt(4), key());
        }
        return dice < 84 ? new Action.Remove(line.id(), line.sku(), key()) : order(tab);
    }

    private @Nullable String key() {
        return random.nextInt(5) < 2 ? UUID.randomUUID().toString() : null;
    }

    /** Sometimes repeats the last order from the same tab, perhaps while another client is still sending it. */
    private Action.Order order(Tab tab) {
        Action.Order before = tab.order();
        if (before != null && random.nextInt(3) == 0) {
            return before;
        }
        CartView last = tab.last();
        Long version = last.version() > 0 && random.nextBoolean() ? last.version() : null;
        Action.Order order = new Action.Order(UUID.randomUUID().toString(), version, payer());
        tab.order(order);
        return order;
    }

    /** The cart may change during a payment; the order has the content from the start of the payment. */
    private @Nullable String payer() {
        if (random.nextInt(3) == 0) {
            return null;
        }
        return random.nextInt(6) == 0 ? "poor" : "card";
    }

    /** A client that does not know whether it paid sometimes continues shopping. */
    private boolean walksAway(Action action) {
        return action instanceof Action.Order order && order.payer() != null && random.nextInt(3) == 0;
    }

    /** Without an answer, repeats the request if it has a key, otherwise reads the cart, until there is an answer. */
    private void finish(Tab tab, Action action) {
        Optional<Outcome> outcome = ask(tab, action);
        if (unknown(outcome) && walksAway(action)) {
            return;
        }
        boolean again = action.key() != null && (unknown(outcome) || random.nextInt(6) == 0);
        while (unknown(outcome) && !market.isClosed()) {
            think(150);
            outcome = ask(tab, action.key() == null ? new Action.Read() : action);
        }
        if (again && !market.isClosed()) {
            ask(tab, action);
        }
    }

    private static boolean unknown(Optional<Outcome> outcome) {
        return outcome.filter(Outcome.Unknown.class::isInstance).isPresent();
    }

    /** If a container does not accept connections, uses the other one. */
    private Optional<Outcome> ask(Tab tab, Action action) {
        Optional<Outcome> outcome = market.till(random).ask(number, tab, action, market.history());
        return outcome.isPresent() ? outcome : market.till(random).ask(number, tab, action, market.history());
    }
}
