package org.souk.deployer.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.route.ClaimBook.Answer;

class ClaimBookTest {
    private static final CatalogId ONE = new CatalogId("one");
    private static final CatalogId TWO = new CatalogId("two");

    private final ClaimBook book = new ClaimBook();

    private static List<HostPattern> hosts(String... names) {
        return Arrays.stream(names).map(HostPattern::parse).toList();
    }

    @Test
    void onlyEqualEntriesConflict() {
        assertThat(book.reserve(ONE, "1", hosts("a.example.com", "*.example.com")))
                .isEqualTo(new Answer.Reserved());
        assertThat(book.reserve(TWO, "2", hosts("b.example.com", "*.b.example.com")))
                .isEqualTo(new Answer.Reserved());
        assertThat(book.reserve(TWO, "2", hosts("*.example.com", "c.example.com")))
                .isInstanceOfSatisfying(Answer.HostsHeld.class, held -> assertThat(held.hosts())
                        .containsOnlyKeys(HostPattern.parse("*.example.com"))
                        .containsValue(ONE));
        assertThat(book.held(ONE, "asks", hosts("c.example.com")))
                .as("nothing was reserved")
                .isEmpty();
    }

    @Test
    void anIdComesFromOneSource() {
        book.reserve(ONE, "1", hosts("a.example"));
        assertThat(book.reserve(ONE, "2", hosts("b.example"))).isEqualTo(new Answer.IdTaken("1"));
        book.cancel(ONE);
        assertThat(book.reserve(ONE, "2", hosts("b.example"))).isEqualTo(new Answer.Reserved());
    }

    @Test
    void anUpdateHoldsBothUntilItIsPublishedOrNot() {
        book.reserve(ONE, "1", hosts("a.example"));
        book.commit(ONE, hosts("a.example"));
        book.reserve(ONE, "1", hosts("b.example"));
        assertThat(book.held(TWO, "asks", hosts("a.example", "b.example"))).hasSize(2);
        book.cancel(ONE);
        assertThat(book.held(TWO, "asks", hosts("a.example", "b.example")))
                .containsOnlyKeys(HostPattern.parse("a.example"));
        book.reserve(ONE, "1", hosts("b.example"));
        assertThat(book.commit(ONE, hosts("b.example"))).isTrue();
        assertThat(book.held(TWO, "asks", hosts("a.example", "b.example")))
                .containsOnlyKeys(HostPattern.parse("b.example"));
        book.release(ONE);
        assertThat(book.held(TWO, "asks", hosts("b.example"))).isEmpty();
    }

    @Test
    void ofTwoAtOnceOneHasIt() throws Exception {
        for (int round = 0; round < 200; round++) {
            ClaimBook fresh = new ClaimBook();
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
                    if (fresh.reserve(id, id.value(), hosts("a.example", "b.example")) instanceof Answer.Reserved) {
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
}
