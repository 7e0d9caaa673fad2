package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogContributor;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.Host;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.bundle.Bundles;

class CatalogLifecycleTest extends LifecycleFixture {
    @Test
    void aDropGoesLiveAnUpdateTakesItsPlaceARemovalTakesItDown() throws IOException {
        Path file = drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        String first = versionAt("tack.localhost");
        assertThat(status("tack").products()).isEqualTo(2);

        Map<String, String> next = Zips.shop("tack", "tack.localhost", "other.localhost");
        drop("tack.catalog.zip", next);
        until(() -> serves("other.localhost"));
        assertThat(versionAt("tack.localhost")).isNotEqualTo(first);
        until(() -> bundles.states.size() == 1);

        Files.delete(file);
        until(() -> !serves("tack.localhost"));
        until(() -> bundles.states.isEmpty());
        until(() -> news.equals(List.of("live tack", "live tack", "gone tack")));
        until(() -> !Files.exists(temp.resolve("data/catalogs/tack")));
    }

    @Test
    void aFolderIsAShopToo() {
        Path folder = deploy.resolve("tack.catalog");
        Zips.folder(folder, Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
    }

    @Test
    void anUpdateTakesOverAHostFromAShopThatIsRemovedWithIt() throws IOException {
        Path old = drop("old.catalog.zip", Zips.shop("old", "shop.localhost"));
        drop("heir.catalog.zip", Zips.shop("heir"));
        until(() -> serves("shop.localhost") && serves("heir.localhost"));
        drop("heir.catalog.zip", Zips.shop("heir", "heir.localhost", "shop.localhost"));
        Files.delete(old);
        until(() -> status("heir").hosts().contains("shop.localhost"));
        until(() -> lifecycle
                .live()
                .at(Host.parse("shop.localhost"), null)
                .map(lease -> {
                    try (lease) {
                        return lease.live().catalog().id().value().equals("heir");
                    }
                })
                .orElse(false));
    }

    @Test
    void aNewContributorPreparesAllThatIsLive() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        lifecycle.add(new CatalogContributor() {
            @Override
            public String name() {
                return "numbers";
            }

            @Override
            public Prepared prepare(Preparation version) {
                return new Prepared.Ready(42, List.of());
            }
        });
        until(() -> {
            try (var lease = lifecycle.live().withId(new CatalogId("tack")).orElseThrow()) {
                return lease.live().contribution(Integer.class).isPresent()
                        && lease.live().contribution(String.class).isPresent();
            }
        });
    }

    @Test
    void aStopClosesWhatWasPreparedAndLeavesTheRestForTheNextStart() {
        AtomicInteger closed = new AtomicInteger();
        lifecycle.add(new CatalogContributor() {
            @Override
            public String name() {
                return "index";
            }

            @Override
            public Prepared prepare(Preparation version) {
                AutoCloseable share = closed::incrementAndGet;
                return new Prepared.Ready(share, List.of());
            }
        });
        drop("tack.catalog.zip", Zips.shop("tack"));
        drop("other.catalog.zip", Zips.shop("other"));
        until(() -> serves("tack.localhost") && serves("other.localhost"));
        Map<String, Bundles.State> before = Map.copyOf(bundles.states);
        try (var lease = lease("tack.localhost")) {
            lifecycle.close();
            until(() -> closed.get() == 1);
            assertThat(lease.live().contribution(AutoCloseable.class)).isPresent();
        }
        assertThat(closed).hasValue(2);
        assertThat(bundles.states).isEqualTo(before);
        lifecycle = fresh();
        until(() -> serves("tack.localhost") && serves("other.localhost"));
    }

    @Test
    void aLeaseKeepsItsVersionWhole() throws IOException {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        try (var lease = lifecycle.live().at(Host.parse("tack.localhost"), null).orElseThrow()) {
            drop("tack.catalog.zip", Zips.shop("tack", "tack.localhost", "b.localhost"));
            until(() -> serves("b.localhost"));
            until(() -> bundles.states.size() == 2);
            assertThat(lease.live().files().open("catalog.yaml")).isPresent();
            assertThat(lease.live().contribution(String.class)).contains("share of tack");
        }
        until(() -> bundles.states.size() == 1);
    }
}
