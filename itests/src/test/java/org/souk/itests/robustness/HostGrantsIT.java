package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
}
