package org.souk.deployer.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.route.ClaimRegistry.Answer;
import org.souk.deployer.internal.route.ClaimRegistry.Scope;

class ClaimRegistryTest {
    private static final CatalogId ONE = new CatalogId("one");
    private static final CatalogId TWO = new CatalogId("two");

    private final ClaimRegistry book = new ClaimRegistry();

    private Answer reserve(CatalogId id, String source, List<HostPattern> hosts) {
        return book.reserve(id, source, hosts, Scope.NEW_VERSION);
    }

    /** The hosts that a third catalog cannot have. */
    private Set<HostPattern> held(String... hosts) {
        return book.conflicts(new CatalogId("asks"), "asks", hosts(hosts), Scope.NEW_VERSION)
                .keySet();
    }

    private static List<HostPattern> hosts(String... names) {
        return Arrays.stream(names).map(HostPattern::parse).toList();
    }

    @Test
    void anEqualEntryIsHeld() {
        assertThat(reserve(ONE, "1", hosts("a.example.com", "b.example.com"))).isEqualTo(new Answer.Reserved());
        assertThat(reserve(TWO, "2", hosts("b.example.com", "c.example.com")))
                .isInstanceOfSatisfying(Answer.HostsRefused.class, refused -> assertThat(refused.conflicts())
                        .containsOnlyKeys(HostPattern.parse("b.example.com"))
                        .containsValue(new HostConflict.Held(ONE)));
        assertThat(held("c.example.com")).as("nothing was reserved").isEmpty();
    }

    @Test
    void anIdComesFromOneSource() {
        reserve(ONE, "1", hosts("a.example"));
        assertThat(reserve(ONE, "2", hosts("b.example"))).isEqualTo(new Answer.IdTaken("1"));
        book.cancel(ONE);
        assertThat(reserve(ONE, "2", hosts("b.example"))).isEqualTo(new Answer.Reserved());
    }

    @Test
    void anUpdateHoldsBothUntilItIsPublishedOrNot() {
        reserve(ONE, "1", hosts("a.example"));
        book.commit(ONE, hosts("a.example"));
        reserve(ONE, "1", hosts("b.example"));
        assertThat(held("a.example", "b.example")).hasSize(2);
        book.cancel(ONE);
        assertThat(held("a.example", "b.example")).containsExactly(HostPattern.parse("a.example"));
        reserve(ONE, "1", hosts("b.example"));
        assertThat(book.commit(ONE, hosts("b.example"))).isTrue();
        assertThat(held("a.example", "b.example")).containsExactly(HostPattern.parse("b.example"));
        book.release(ONE);
        assertThat(held("b.example")).isEmpty();
    }

    @Test
    void ofTwoAtOnceOneHasIt() throws Exception {
        for (int round = 0; round < 200; round++) {
            ClaimRegistry fresh = new ClaimRegistry();
            AtomicInteger winners = new AtomicInteger();
            CyclicBarrier start = new CyclicBarrier(2);
            Thread[] threads = new Thread[2];
            for (int i = 0; i < 2; i++) {
                CatalogId id = i == 0 ? ONE : TWO;
                threads[i] = new Thread(() -> {
                    try {
                        start.await();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    if (fresh.reserve(id, id.value(), hosts("a.example", "b.example"), Scope.NEW_VERSION)
                            instanceof Answer.Reserved) {
                        winners.incrementAndGet();
                    }
                });
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(winners).hasValue(1);
        }
    }

    /** Plain: everything is looked through on each change. */
    private static final class Model {
        final Map<CatalogId, String> sources = new HashMap<>();
        final Map<HostPattern, CatalogId> holders = new HashMap<>();
        final Map<CatalogId, Set<HostPattern>> committed = new HashMap<>();

        boolean reserve(CatalogId id, String source, Collection<HostPattern> hosts) {
            if (!sources.getOrDefault(id, source).equals(source)
                    || hosts.stream()
                            .map(holders::get)
                            .anyMatch(holder ->
                                    holder != null && !holder.equals(id) && !source.equals(sources.get(holder)))) {
                return false;
            }
            sources.put(id, source);
            hosts.forEach(host -> holders.put(host, id));
            return true;
        }

        void commit(CatalogId id, Collection<HostPattern> hosts) {
            committed.put(id, Set.copyOf(hosts));
            holders.entrySet().removeIf(e -> e.getValue().equals(id) && !hosts.contains(e.getKey()));
        }

        void cancel(CatalogId id) {
            Set<HostPattern> before = committed.get(id);
            if (before == null) {
                release(id);
            } else {
                holders.entrySet().removeIf(e -> e.getValue().equals(id) && !before.contains(e.getKey()));
            }
            committed.forEach((holder, hosts) -> hosts.forEach(host -> holders.putIfAbsent(host, holder)));
        }

        void release(CatalogId id) {
            sources.remove(id);
            committed.remove(id);
            holders.values().removeIf(id::equals);
            committed.forEach((holder, hosts) -> hosts.forEach(host -> holders.putIfAbsent(host, holder)));
        }
    }

    @Test
    void agreesWithAPlainModel() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            ClaimRegistry real = new ClaimRegistry();
            Model model = new Model();
            for (int step = 0; step < 60; step++) {
                int number = random.nextInt(4);
                CatalogId id = new CatalogId("c" + number);
                // two ids for each source, as when a file changes the id inside
                String source = "s" + number / 2;
                List<HostPattern> hosts = IntStream.range(0, 6)
                        .filter(i -> random.nextInt(3) == 0)
                        .mapToObj(i -> HostPattern.parse("h" + i + ".example"))
                        .toList();
                boolean reserved = real.reserve(id, source, hosts, Scope.NEW_VERSION) instanceof Answer.Reserved;
                assertThat(reserved).isEqualTo(model.reserve(id, source, hosts));
                if (reserved) {
                    switch (random.nextInt(4)) {
                        case 0 -> {
                            real.cancel(id);
                            model.cancel(id);
                        }
                        case 1 -> {
                            real.release(id);
                            model.release(id);
                        }
                        default -> {
                            real.commit(id, hosts);
                            model.commit(id, hosts);
                            CatalogId earlier = new CatalogId("c" + (number ^ 1));
                            if (model.sources.containsKey(earlier)) {
                                // publishing under another id releases the earlier one
                                real.release(earlier);
                                model.release(earlier);
                            }
                        }
                    }
                }
                for (int i = 0; i < 6; i++) {
                    HostPattern host = HostPattern.parse("h" + i + ".example");
                    CatalogId holder = model.holders.get(host);
                    assertThat(real.conflicts(new CatalogId("asks"), "asks", List.of(host), Scope.NEW_VERSION)
                                    .get(host))
                            .isEqualTo(holder == null ? null : new HostConflict.Held(holder));
                }
            }
        }
    }
}
