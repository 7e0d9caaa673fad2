package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.itests.Await;
import org.souk.itests.Http;
import org.souk.itests.ShopFiles;

/** Names that would take what belongs to others need a grant of the operator. */
@ExtendWith(Drops.InContainer.class)
class HostGrantsIT {
    private final Drops drops;
    private Path wild;

    HostGrantsIT(Drops drops) {
        this.drops = drops;
    }

    @BeforeEach
    void aShopWithWildcard() {
        wild = new ShopFiles("wild", "wild.localhost", "*.wild.example").drop(drops.deploy());
        drops.awaitLive("wild.localhost");
    }

    @AfterEach
    void remove() {
        drops.remove(wild);
        drops.awaitGone("wild.localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "*.localhost",
                "address:127.0.0.1",
                "shop.wild.example",
                "*.shop.wild.example",
            })
    void needsGrant(String host) {
        Path file = new ShopFiles("grabber", "grabber.localhost", host).drop(drops.deploy());
        try {
            assertThat(drops.problems(file)).contains(host, "org.souk.hosts.cfg");
            assertThat(drops.status("grabber.localhost")).isEqualTo(421);
            Http.Answer unknown = Http.get(drops.container.httpPort(), "nobody.localhost", "/");
            assertThat(unknown.status()).isEqualTo(421);
            assertThat(Http.get(drops.container.httpPort(), "shop.wild.example", "/")
                            .body())
                    .contains("Shop wild");
        } finally {
            drops.remove(file);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, localhost",
        "address:127.0.0.1, 127.0.0.1",
        "shop.wild.example, shop.wild.example",
        "*.shop.wild.example, a.shop.wild.example",
    })
    @DisplayName("a line in etc/org.souk.hosts.cfg grants the name at once, without another copy of the catalog")
    void granted(String host, String asked) throws IOException {
        Path grants = drops.container.home().resolve("etc/org.souk.hosts.cfg");
        String before = Files.readString(grants);
        Path file = new ShopFiles("grabber", "grabber.localhost", host).drop(drops.deploy());
        try {
            assertThat(drops.problems(file)).contains(host);
            Files.writeString(grants, before + "\ngrabber = grabber.localhost, " + host + "\n");
            Await.until(Duration.ofSeconds(10), () -> asked + " is of the shop: " + page(asked), () -> page(asked)
                    .contains("Shop grabber"));
            assertThat(drops.status("grabber.localhost")).isEqualTo(200);
            Path problems = Drops.problemsFile(file);
            Await.until(Duration.ofSeconds(5), () -> problems + " goes", () -> !Files.exists(problems));
            assertThat(page("wild.localhost")).contains("Shop wild");
            assertThat(page("other.wild.example")).contains("Shop wild");
        } finally {
            drops.remove(file);
            Files.writeString(grants, before);
        }
        drops.awaitGone("grabber.localhost");
    }

    private String page(String host) {
        return Http.get(drops.container.httpPort(), host, "/").body();
    }
}
