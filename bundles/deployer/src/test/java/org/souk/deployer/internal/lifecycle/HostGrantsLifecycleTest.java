package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.api.catalog.CatalogChange.Done;
import org.souk.api.catalog.CatalogChange.Refused;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.Zips;
import org.souk.deployer.internal.route.HostGrants;

class HostGrantsLifecycleTest extends LifecycleFixture {
    private void grant(Map<String, String> lines) {
        lifecycle.grant(HostGrants.parse(lines, "", problem -> {}));
    }

    @ParameterizedTest
    @DisplayName("Whoever comes second is refused with the line to add, and is live when the operator adds it")
    @CsvSource({
        "*.shop.example, pay.shop.example, needs a grant; because the catalog 'tack' holds '*.shop.example'",
        "pay.shop.example, *.shop.example, needs a grant; because the catalog 'tack' holds 'pay.shop.example'",
        "tack.localhost, *.localhost, needs a grant; because it names the machine itself",
        "tack.localhost, localhost, needs a grant; because it names the machine itself",
        "tack.localhost, address:127.0.0.1, needs a grant; because it answers for every unknown host at that address",
    })
    void refusedUntilGranted(String first, String second, String reason) throws Exception {
        drop("tack.catalog.zip", Zips.shop("tack", "'" + first + "'"));
        until(() -> has("tack", State.LIVE));
        Path file = drop("bakery.catalog.zip", Zips.shop("bakery", "bakery.example", "'" + second + "'"));
        until(() -> has("bakery", State.REFUSED));
        until(() -> Files.exists(problems(file)));
        assertThat(Files.readString(problems(file)))
                .contains("the host '" + second + "' " + reason.replace(';', ','))
                .contains("the line 'bakery = bakery.example, " + second + "' in etc/org.souk.hosts.cfg");

        grant(Map.of("bakery", "bakery.example"));
        assertThat(has("bakery", State.REFUSED)).isTrue();
        grant(Map.of("bakery", "bakery.example, " + second));
        until(() -> has("bakery", State.LIVE));
        until(() -> !Files.exists(problems(file)));
        assertThat(has("tack", State.LIVE)).isTrue();
    }

    @Test
    @DisplayName("catalog:host-add follows the same rule")
    void addedByAnOperator() {
        drop("tack.catalog.zip", Zips.shop("tack", "tack.example"));
        until(() -> has("tack", State.LIVE));
        assertThat(lifecycle.commands().addHost(TACK, HostPattern.parse("localhost")))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo("The host 'localhost' needs a grant, because it names the machine itself; an"
                                + " operator grants it with the line 'tack = tack.example, localhost' in"
                                + " etc/org.souk.hosts.cfg"));
        assertThat(lifecycle.commands().addHost(TACK, HostPattern.parse("*.co.uk")))
                .isInstanceOf(Refused.class);
        grant(Map.of("tack", "tack.example localhost"));
        assertThat(lifecycle.commands().addHost(TACK, HostPattern.parse("localhost")))
                .isInstanceOf(Done.class);
    }

    @Test
    @DisplayName("A catalog that is live keeps a host whose grant is gone, with a warning; its next version is refused")
    void restoredWithoutGrant() {
        grant(Map.of("tack", "tack.example localhost"));
        drop("tack.catalog.zip", Zips.shop("tack", "tack.example", "localhost"));
        until(() -> has("tack", State.LIVE));

        restart();
        assertThat(serves("localhost")).isTrue();
        assertThat(status("tack").problems())
                .singleElement()
                .asString()
                .contains("catalog.yaml:3: the host 'localhost' needs a grant", "The live version keeps it");
        drop("tack.catalog.zip", Zips.shop("tack", "tack.example", "localhost", "more.example"));
        until(() -> status("tack").refused().isPresent());
        assertThat(serves("localhost")).isTrue();
        assertThat(serves("more.example")).isFalse();
    }
}
