package org.souk.deployer.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogId;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.bundle.Bundles;

/** What a start makes of what the process before left. */
class RestartTest extends LifeFixture {
    @Test
    void aRefusedUpdateLeavesTheOldOneAlsoOverARestart() {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        Map<String, String> broken = Zips.shop("tack");
        broken.put("products.csv", "Handle,Title,Variant Price\nmug,Mug,-3\n");
        Path file = drop("tack.catalog.zip", broken);
        until(() -> Files.exists(problems(file)));
        assertThat(problems(file)).content().contains("products.csv:2: the price '-3' is negative; write 0 or more");
        assertThat(serves("tack.localhost")).isTrue();
        assertThat(status("tack").refused()).isPresent();

        restart();
        assertThat(serves("tack.localhost")).isTrue();
        assertThat(status("tack").refused()).isPresent();

        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> !Files.exists(problems(file)));
        assertThat(status("tack").refused()).isEmpty();
    }

    @Test
    void whatHappenedWhileItWasDownIsDoneAtTheStart() throws IOException {
        Path gone = drop("gone.catalog.zip", Zips.shop("gone"));
        drop("stays.catalog.zip", Zips.shop("stays"));
        Path changed = drop("changed.catalog.zip", Zips.shop("changed"));
        until(() -> life.statuses().size() == 3);
        life.close();
        Files.delete(gone);
        Zips.zip(changed, Zips.shop("changed", "new.localhost"));
        Zips.zip(deploy.resolve("fresh.catalog.zip"), Zips.shop("fresh"));
        life = fresh();
        until(life::settled);
        assertThat(life.live().ids()).extracting(CatalogId::value).containsExactly("changed", "fresh", "stays");
        assertThat(serves("new.localhost")).isTrue();
        assertThat(bundles.states).hasSize(3);
    }

    @Test
    void whatAKillLeftBehindIsClearedAway() throws IOException {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        life.close();
        Path staged = temp.resolve("data/staging/7/files/half");
        Path orphan = temp.resolve("data/catalogs/tack/0000-dead/catalog.yaml");
        Path never = temp.resolve("data/catalogs/never/1111-dead/catalog.yaml");
        for (Path file : List.of(staged, orphan, never, temp.resolve("data/catalogs/tack/state.new"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
        bundles.states.put(Bundles.SCHEME + "tack/0000-dead", Bundles.State.ACTIVE);
        life = fresh();
        until(life::settled);
        assertThat(serves("tack.localhost")).isTrue();
        assertThat(List.of(staged, orphan, never)).noneMatch(Files::exists);
        assertThat(bundles.states).hasSize(1);
    }

    @Test
    void whatCannotBeRestoredIsReadAnewFromItsFile() throws IOException {
        drop("tack.catalog.zip", Zips.shop("tack"));
        until(() -> serves("tack.localhost"));
        life.close();
        try (var all = Files.walk(temp.resolve("data/catalogs/tack"))) {
            for (Path file : all.filter(f -> f.endsWith("catalog.yaml")).toList()) {
                Files.delete(file);
            }
        }
        life = fresh();
        until(life::settled);
        assertThat(serves("tack.localhost")).isTrue();
    }
}
