package org.souk.itests.history;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.souk.itests.Await;

/** Injects faults by a schedule from the seed, each kind once before any is repeated, and checks that service returns after each. */
final class Faults {
    /** The promised time until service returns after the database does. For a killed container it begins when it is ready. */
    private static final Duration BACK = Duration.ofSeconds(5);

    private static final Duration CALM = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(30);

    /** The container does not answer during that time. */
    private static final Set<Fault> SILENT = EnumSet.of(
            Fault.KILL_CONTAINER,
            Fault.KILL_CONTAINER_AT_FIRST_STATEMENT,
            Fault.KILL_CONTAINER_AT_COMMIT_SENT,
            Fault.KILL_CONTAINER_AT_COMMIT_DONE,
            Fault.KILL_CONTAINER_AT_CHARGE,
            Fault.FREEZE_CONTAINER);

    private final Site site;
    private final Market market;
    private final List<Fault> sorts;
    private final Random random;
    private final boolean longForm;
    private final Map<Fault, Integer> turns = new EnumMap<>(Fault.class);
    private final Map<Fault, List<Long>> done = new EnumMap<>(Fault.class);
    private final Set<Fault> impossible = EnumSet.noneOf(Fault.class);
    private final List<String> late = new ArrayList<>();

    /**
     * Injects these kinds of faults.
     *
     * @param longForm whether a freeze may last half a minute
     */
    Faults(Site site, Market market, List<Fault> sorts, long seed, boolean longForm) {
        this.market = market;
        this.sorts = sorts;
        this.site = site;
        this.random = new Random(seed);
        this.longForm = longForm;
    }

    /** Runs for that long, and until each kind happened once. */
    void run(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        List<Fault> next = new ArrayList<>();
        boolean all = false;
        while (!all || System.nanoTime() < end) {
            if (next.isEmpty()) {
                next.addAll(sorts);
                Collections.shuffle(next, random);
            }
            Fault fault = next.remove(next.size() - 1);
            all |= next.isEmpty();
            site.shop().deliver();
            LockSupport.parkNanos(CALM.toNanos());
            if (isPossible(fault)) {
                inject(fault);
            } else if (impossible.add(fault)) {
                System.out.println("Not possible here: " + fault.title());
            }
        }
    }

    private boolean isPossible(Fault fault) {
        return fault != Fault.FULL_DISK || site.database().disk().isSmall();
    }

    private void inject(Fault fault) {
        int one = turns.compute(fault, (sort, before) -> before == null ? random.nextInt(site.size()) : before + 1)
                % site.size();
        String node = site.tills().get(one).node();
        System.out.println("Fault: " + fault.title() + " (container " + node + ")");
        boolean silent = SILENT.contains(fault);
        if (silent) {
            market.history().down(node);
        }
        harm(fault, one);
        if (silent) {
            market.history().up(node);
        }
        back(fault);
    }

    private void harm(Fault fault, int one) {
        fault.point().ifPresent(point -> {
            site.wires().get(one).stall(point);
            site.wires().get(one).awaitStalled();
        });
        switch (fault) {
            case KILL_CONTAINER,
                    KILL_CONTAINER_AT_FIRST_STATEMENT,
                    KILL_CONTAINER_AT_COMMIT_SENT,
                    KILL_CONTAINER_AT_COMMIT_DONE -> {
                site.container(one).kill();
                site.wires().get(one).mend();
                site.startAgain(one);
            }
            case KILL_CONTAINER_AT_CHARGE -> {
                site.bank().stall(site.container(one).home());
                site.bank().awaitStalled(LONG);
                site.container(one).kill();
                site.bank().release();
                site.startAgain(one);
            }
            case KILL_DATABASE,
                    KILL_DATABASE_AT_FIRST_STATEMENT,
                    KILL_DATABASE_AT_COMMIT_SENT,
                    KILL_DATABASE_AT_COMMIT_DONE -> {
                Signals.kill(site.database().process());
                site.wires().get(one).mend();
                site.database().startAgain();
            }
            case FREEZE_CONTAINER -> freeze(site.container(one).java());
            case FREEZE_DATABASE -> freeze(site.database().process());
            case CUT -> {
                site.wires().get(one).cut();
                last(Duration.ofSeconds(1));
                site.wires().get(one).mend();
            }
            case HALF_OPEN -> {
                site.wires().get(one).silence();
                last(SHORT);
                if (site.database().noticesVanishedEnds()) {
                    site.wires().get(one).mendLeavingHalfOpen();
                } else {
                    site.wires().get(one).mend();
                }
            }
            case REPLIES_LOST -> {
                site.wires().get(one).dropReplies();
                last(Duration.ofMillis(500));
                site.wires().get(one).mend();
            }
            case FULL_DISK -> fillDisk();
            case CLOCK -> {
                putClock(true);
                last(SHORT);
                putClock(false);
            }
        }
    }

    private void freeze(ProcessHandle process) {
        Signals.freeze(process);
        last(longForm && random.nextBoolean() ? LONG : SHORT);
        Signals.thaw(process);
    }

    /** Somebody may be in the way: everybody uses it. */
    private void putClock(boolean ahead) {
        List<SQLException> last = new ArrayList<>();
        Await.until(LONG, () -> "the database's clock is put: " + last, () -> {
            try {
                last.clear();
                site.database().putClock(ahead);
            } catch (SQLException e) {
                last.add(e);
            }
            return last.isEmpty();
        });
    }

    private void fillDisk() {
        site.database().disk().fill();
        last(SHORT);
        site.database().disk().makeRoom();
        if (!site.database().process().isAlive()) {
            site.database().startAgain();
        }
        site.database().awaitAnswer();
    }

    /** A fault's length: not a wait for anything. */
    private static void last(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }

    private void back(Fault fault) {
        long begin = System.nanoTime();
        for (Till till : site.tills()) {
            try {
                awaitOrder(till, BACK.minusNanos(System.nanoTime() - begin));
            } catch (AssertionError e) {
                late.add(fault.title() + ": " + e.getMessage());
                // what comes later is of interest all the same
                awaitOrder(till, Duration.ofMinutes(2));
            }
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.println("Service is back after " + millis + " ms");
        done.computeIfAbsent(fault, key -> new ArrayList<>()).add(millis);
    }

    private void awaitOrder(Till till, Duration deadline) {
        List<String> last = new ArrayList<>();
        Await.until(deadline, () -> "an order can be placed at " + till.node() + ": " + last, () -> {
            last.clear();
            return market.buysAt(till, last);
        });
    }

    /** Whether each kind happened that is possible here. */
    boolean areAllDone() {
        return !done.isEmpty() && done.size() + impossible.size() == sorts.size();
    }

    /** The faults after which service did not return in time. */
    List<String> late() {
        return late;
    }

    /** One row a sort. */
    String table() {
        StringBuilder table =
                new StringBuilder("| Fault | times | service back after, at most |\n| --- | ---: | ---: |\n");
        for (Fault fault : Fault.values()) {
            List<Long> millis = done.getOrDefault(fault, List.of());
            table.append("| %s | %d | %s |%n"
                    .formatted(fault.title(), millis.size(), millis.isEmpty() ? "" : Collections.max(millis) + " ms"));
        }
        return table.toString();
    }
}
