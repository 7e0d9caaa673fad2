package org.souk.deployer.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.build.FileSource;
import org.souk.deployer.internal.build.Source;
import org.souk.deployer.internal.memory.MemoryBudget;
import org.souk.deployer.internal.route.ClaimRegistry;
import org.souk.deployer.internal.state.HostChanges;

class PendingDeploymentsTest {
    private static final CatalogId TACK = new CatalogId("tack");
    private static final CatalogId ONE = new CatalogId("one");
    private static final CatalogId TWO = new CatalogId("two");

    private final List<String> tried = new ArrayList<>();
    private final ClaimRegistry claims = new ClaimRegistry();
    private final MemoryBudget memory = new MemoryBudget(1 << 20);
    private final PendingDeployments pending = new PendingDeployments(claims, memory, new PendingDeployments.Retry() {
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
        return HostChanges.parse(List.of(hosts));
    }

    private void held(CatalogId id, String... hosts) {
        claims.restore(id, id + ".jar", hosts(hosts));
    }

    @Test
    void onlyWhatCanHaveAllThatItWantsIsTriedAgain() {
        held(ONE, "a.localhost");
        held(TWO, "b.localhost");
        pending.awaitHosts(file("tack.jar"), TACK, hosts("a.localhost", "b.localhost"), pending.freedCount());
        claims.release(ONE);
        pending.resourcesFreed();
        assertThat(tried).isEmpty();
        claims.release(TWO);
        pending.resourcesFreed();
        assertThat(tried).containsExactly("now tack.jar");
        pending.remove("tack.jar");
        pending.resourcesFreed();
        assertThat(tried).hasSize(1);
    }

    @Test
    void anIdIsWaitedForToo() {
        held(TACK);
        pending.awaitHosts(file("other.jar"), TACK, hosts("a.localhost"), pending.freedCount());
        pending.resourcesFreed();
        assertThat(tried).isEmpty();
        claims.release(TACK);
        pending.resourcesFreed();
        assertThat(tried).containsExactly("now other.jar");
    }

    @Test
    void whatBecameFreeBeforeItWasKnownToWaitCounts() {
        long before = pending.freedCount();
        pending.resourcesFreed();
        pending.awaitHosts(file("tack.jar"), TACK, hosts("a.localhost"), before);
        assertThat(tried).containsExactly("now tack.jar");
    }

    @Test
    void memoryIsWaitedForUntilThereIsEnough() {
        pending.awaitHosts(file("other.jar"), ONE, hosts("a.localhost"), pending.freedCount());
        pending.awaitMemory(file("tack.jar"), TACK, (1 << 20) + 1);
        pending.resourcesFreed();
        assertThat(tried).containsExactly("now other.jar");
        pending.memoryFreed();
        assertThat(tried).hasSize(1);
        pending.awaitMemory(file("tack.jar"), TACK, 1 << 20);
        assertThat(tried).containsExactly("now other.jar", "now tack.jar");
        pending.memoryFreed();
        assertThat(tried).endsWith("now tack.jar").hasSize(3);
    }

    @Test
    void aFullDiskIsRetriedLater() {
        pending.awaitSpace(file("tack.jar"));
        pending.resourcesFreed();
        assertThat(tried).containsExactly("later tack.jar");
    }
}
