package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogChange.Done;
import org.souk.api.catalog.CatalogChange.Refused;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.bundle.Bundles;

class ParkTest extends LifecycleFixture {
    @Test
    @DisplayName(
            "A parked catalog is found at its hosts and says that it is parked, also after a restart, until it is resumed")
    void aParkedCatalogStaysParked() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        assertThat(lifecycle.commands().park(TACK))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.status().state()).isEqualTo(State.PARKED));
        assertThat(parkedAt("tack.localhost")).isTrue();
        assertThat(lifecycle.commands().park(TACK)).isInstanceOf(Refused.class);

        restart();
        assertThat(parkedAt("tack.localhost")).isTrue();
        assertThat(has("tack", State.PARKED)).isTrue();
        drop("thief.catalog.zip", Zips.shop("thief", "tack.localhost"));
        until(() -> has("thief", State.REFUSED));

        assertThat(lifecycle.commands().resume(TACK)).isInstanceOf(Done.class);
        assertThat(parkedAt("tack.localhost")).isFalse();
        assertThat(lifecycle.commands().resume(TACK)).isInstanceOf(Refused.class);
        restart();
        assertThat(parkedAt("tack.localhost")).isFalse();
    }

    @Test
    @DisplayName("An update that is dropped while a catalog is parked is taken, and stays parked")
    void anUpdateStaysParked() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        lifecycle.commands().park(TACK);
        drop("tack.catalog.zip", Zips.shop("tack", "new.localhost"));
        until(() -> serves("new.localhost"));
        assertThat(parkedAt("new.localhost")).isTrue();
        assertThat(has("tack", State.PARKED)).isTrue();
        restart();
        assertThat(parkedAt("new.localhost")).isTrue();
    }

    @Test
    @DisplayName("Parking keeps what was prepared, and the version that requests are reading")
    void whatWasPreparedGoesOn() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        try (var lease = lease("tack.localhost")) {
            Object share = lease.live().contribution(String.class).orElseThrow();
            lifecycle.commands().park(TACK);
            assertThat(lease.live().parked()).isFalse();
            try (var parked = lease("tack.localhost")) {
                assertThat(parked.live().contribution(String.class).orElseThrow())
                        .isSameAs(share);
                assertThat(parked.live().parkedSince()).isPresent();
            }
        }
    }

    @Test
    @DisplayName("A parked catalog whose bundle is stopped is off, and parked again when it is started")
    void parkedIsNotStopped() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        lifecycle.commands().park(TACK);
        String location = bundles.states.keySet().iterator().next();
        bundles.states.put(location, Bundles.State.INACTIVE);
        lifecycle.bundleEvents().changed(location, true);
        until(() -> !serves("tack.localhost"));
        assertThat(lifecycle.commands().resume(TACK))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("start it with bundle:start"));
        bundles.states.put(location, Bundles.State.ACTIVE);
        lifecycle.bundleEvents().changed(location, true);
        until(() -> serves("tack.localhost"));
        assertThat(parkedAt("tack.localhost")).isTrue();
    }

    @Test
    @DisplayName("What is not there, or never went live, is told so")
    void nothingToPark() {
        assertThat(lifecycle.commands().park(TACK))
                .isEqualTo(new Refused("There is no catalog 'tack'; see the ids with catalog:list"));
        var broken = Zips.shop("tack");
        broken.remove("products.csv");
        drop("tack.catalog.zip", broken);
        until(() -> has("tack", State.REFUSED));
        assertThat(lifecycle.commands().park(TACK))
                .isEqualTo(new Refused("Catalog 'tack' is not served; see why with catalog:info tack"));
    }

    @Test
    @DisplayName("Commands on one catalog at once are done one after the other: exactly one parks it")
    void oneAfterTheOther() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        for (int round = 0; round < 20; round++) {
            List<CompletableFuture<CatalogChange>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(CompletableFuture.supplyAsync(() -> lifecycle.commands().park(TACK)));
            }
            assertThat(all.stream().map(CompletableFuture::join))
                    .filteredOn(Done.class::isInstance)
                    .hasSize(1);
            assertThat(lifecycle.commands().resume(TACK)).isInstanceOf(Done.class);
        }
    }

    @Test
    @DisplayName(
            "A command waits for the version that is being read; whoever stops waiting before it begins changes nothing")
    void waitsForTheVersionThatIsBeingRead() throws Exception {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        contributorPause = () -> {
            reading.countDown();
            try {
                goOn.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        drop("tack.catalog.zip", Zips.shop("tack", "new.localhost"));
        reading.await();
        CompletableFuture<CatalogChange> impatient = new CompletableFuture<>();
        Thread pending =
                new Thread(() -> impatient.complete(lifecycle.commands().park(TACK)));
        pending.start();
        CompletableFuture<CatalogChange> patient = CompletableFuture.supplyAsync(
                () -> lifecycle.commands().addHost(TACK, HostPattern.parse("more.localhost")));
        pending.interrupt();
        assertThat(impatient.get(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("nothing was changed"));
        assertThat(patient).isNotDone();
        goOn.countDown();
        assertThat(patient.get(10, TimeUnit.SECONDS)).isInstanceOf(Done.class);
        assertThat(status("tack").hosts()).containsExactly("new.localhost", "more.localhost");
        assertThat(parkedAt("new.localhost")).isFalse();
    }

    @Test
    @DisplayName("What cannot be written down does not happen")
    void whatCannotBeWrittenDoesNotHappen() throws IOException {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        Path state = temp.resolve("data/catalogs/tack/state.new");
        Files.createDirectory(state);
        assertThat(lifecycle.commands().park(TACK))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("nothing was changed"));
        assertThat(parkedAt("tack.localhost")).isFalse();
        Files.delete(state);
        assertThat(lifecycle.commands().park(TACK)).isInstanceOf(Done.class);
    }
}
