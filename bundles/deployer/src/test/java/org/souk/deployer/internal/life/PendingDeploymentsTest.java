package org.souk.deployer.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.route.ClaimBook;

class PendingDeploymentsTest {
    private static final CatalogId TACK = new CatalogId("tack");
    private static final CatalogId ONE = new CatalogId("one");
    private static final CatalogId TWO = new CatalogId("two");

    private final List<String> tried = new ArrayList<>();
    private final ClaimBook claims = new ClaimBook();
    private final PendingDeployments waiting = new PendingDeployments(claims, new PendingDeployments.Again() {
        @Override
        public void now(Source source) {
            tried.add("now " + source.key());
        }

        @Override
        public void later(Source source) {
            tried.add("later " + source.key());
        }
    });

    private static FileSource file(String name) {
        return new FileSource(Path.of(name), "");
    }

    private static List<HostPattern> hosts(String... hosts) {
        return HostsText.parse(List.of(hosts));
    }

    private void held(CatalogId id, String... hosts) {
        claims.reserve(id, id + ".jar", hosts(hosts));
        claims.commit(id, hosts(hosts));
    }

    @Test
    void onlyWhatCanHaveAllThatItWantsIsTriedAgain() {
        held(ONE, "a.localhost");
        held(TWO, "b.localhost");
        waiting.claims(file("tack.jar"), TACK, hosts("a.localhost", "b.localhost"), waiting.freedSoFar());
        claims.release(ONE);
        waiting.freed();
        assertThat(tried).isEmpty();
        claims.release(TWO);
        waiting.freed();
        assertThat(tried).containsExactly("now tack.jar");
        waiting.over("tack.jar");
        waiting.freed();
        assertThat(tried).hasSize(1);
    }

    @Test
    void anIdIsWaitedForToo() {
        held(TACK);
        waiting.claims(file("other.jar"), TACK, hosts("a.localhost"), waiting.freedSoFar());
        waiting.freed();
        assertThat(tried).isEmpty();
        claims.release(TACK);
        waiting.freed();
        assertThat(tried).containsExactly("now other.jar");
    }

    @Test
    void whatBecameFreeBeforeItWasKnownToWaitCounts() {
        long before = waiting.freedSoFar();
        waiting.freed();
        waiting.claims(file("tack.jar"), TACK, hosts("a.localhost"), before);
        assertThat(tried).containsExactly("now tack.jar");
    }

    @Test
    void aDiskIsLookedAtLater() {
        waiting.space(file("tack.jar"));
        waiting.freed();
        assertThat(tried).containsExactly("later tack.jar");
    }
}
