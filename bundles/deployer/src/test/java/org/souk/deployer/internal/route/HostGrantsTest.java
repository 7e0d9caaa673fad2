package org.souk.deployer.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.api.catalog.CatalogId;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.route.ClaimRegistry.Answer;
import org.souk.deployer.internal.route.ClaimRegistry.Scope;
import org.souk.deployer.internal.route.HostConflict.Overlap;
import org.souk.deployer.internal.route.HostConflict.PublicSuffix;
import org.souk.deployer.internal.route.HostConflict.Restricted;
import org.souk.deployer.internal.route.HostConflict.Restriction;
import org.souk.deployer.internal.route.HostConflict.Unlisted;

class HostGrantsTest {
    private static final CatalogId TACK = new CatalogId("tack");
    private static final CatalogId BAKERY = new CatalogId("bakery");

    private final ClaimRegistry claims = new ClaimRegistry();
    private final List<String> problems = new ArrayList<>();

    private void grant(String checkoutUrl, String... lines) {
        Map<String, String> entries = new TreeMap<>();
        Arrays.stream(lines).map(line -> line.split(" = ")).forEach(line -> entries.put(line[0], line[1]));
        claims.grant(HostGrants.parse(entries, checkoutUrl, problems::add));
    }

    private static List<HostPattern> hosts(String hosts) {
        return Arrays.stream(hosts.split("[ ,]+")).map(HostPattern::parse).toList();
    }

    /** Null if the bakery may claim the host. */
    private HostConflict conflict(String host) {
        return claims.conflicts(BAKERY, "bakery.zip", hosts(host), Scope.NEW_VERSION)
                .get(HostPattern.parse(host));
    }

    @ParameterizedTest
    @DisplayName("A name below a wildcard of another catalog, and a wildcard above its names, need a grant")
    @CsvSource({
        "*.shop.example, pay.shop.example, true",
        "*.shop.example, a.b.shop.example, true",
        "*.shop.example, *.pay.shop.example, true",
        "*.shop.example, shop.example, false",
        "*.shop.example, xshop.example, false",
        "*.shop.example, other.example, false",
        "pay.shop.example, *.shop.example, true",
        "a.b.shop.example, *.shop.example, true",
        "*.pay.shop.example, *.shop.example, true",
        "shop.example, *.shop.example, false",
        "xshop.example, *.shop.example, false",
        "a.shop-x.example, *.shop.example, false",
        "shop.example, a.shop.example, false",
        "10.0.0.5, *.shop.example, false",
        "*.localhost, bakery.localhost, true",
        "tack.localhost, *.bakery.localhost, false",
    })
    void overlaps(String others, String claimed, boolean needed) {
        claims.restore(TACK, "tack.zip", hosts(others));
        assertThat(conflict(claimed)).isEqualTo(needed ? new Overlap(HostPattern.parse(others), TACK) : null);
        grant("", "bakery = " + claimed);
        assertThat(conflict(claimed)).as("granted").isNull();
    }

    @ParameterizedTest
    @DisplayName("Names of the machine, addresses and the checkout host need a grant")
    @CsvSource(
            nullValues = "-",
            value = {
                "localhost, -, LOCAL",
                "*.localhost, -, LOCAL",
                "address:127.0.0.1, -, ADDRESS",
                "address:::1, -, ADDRESS",
                "bakery.localhost, -, -",
                "*.bakery.localhost, -, -",
                "127.0.0.1, -, -",
                "pay.example, https://pay.example, CHECKOUT",
                "pay.example, https://Pay.Example.:8443/x, CHECKOUT",
                "*.shop.example, https://pay.shop.example, CHECKOUT",
                "shop.example, https://pay.shop.example, -",
                "10.0.0.7, http://10.0.0.7:81, CHECKOUT",
                "tack.pay.example, https://{catalog}.pay.example, CHECKOUT",
                "bakery.pay.example, https://{catalog}.pay.example, -",
                "*.pay.example, https://{catalog}.pay.example, CHECKOUT",
                "*.bakery.localhost, http://pay.{catalog}.localhost, -",
                "*.tack.localhost, http://pay.{catalog}.localhost, CHECKOUT",
            })
    void restricted(String host, String checkoutUrl, Restriction restriction) {
        grant(checkoutUrl == null ? "" : checkoutUrl);
        assertThat(conflict(host)).isEqualTo(restriction == null ? null : new Restricted(restriction));
        grant(checkoutUrl == null ? "" : checkoutUrl, "bakery = " + host);
        assertThat(conflict(host)).as("granted").isNull();
    }

    @ParameterizedTest
    @DisplayName("A wildcard below a listed public suffix is refused, whatever is granted")
    @CsvSource({
        "*.co.uk, true",
        "*.github.io, true",
        "*.foo.ck, true",
        "*.www.ck, false",
        "*.xn--55qx5d.cn, true",
        "*.shop.co.uk, false",
        "*.shop.example, false",
        "*.intern.lan, false",
        "co.uk, false",
    })
    void publicSuffixes(String host, boolean refused) {
        assertThat(conflict(host)).isEqualTo(refused ? new PublicSuffix() : null);
        grant("", "bakery = " + host);
        assertThat(conflict(host)).isEqualTo(refused ? new PublicSuffix() : null);
    }

    @ParameterizedTest
    @DisplayName("A catalog with an entry may claim what is listed, and nothing else")
    @CsvSource({
        "shop.example, true",
        "*.shop.example, true",
        "a.shop.example, true",
        "*.a.shop.example, true",
        "address:10.0.0.5, true",
        "address:10.0.0.6, false",
        "other.example, false",
        "*.example.com, false",
    })
    void listed(String host, boolean allowed) {
        grant("", "bakery = shop.example, *.shop.example, address:10.0.0.5", "tack = other.example");
        assertThat(conflict(host)).isEqualTo(allowed ? null : new Unlisted());
    }

    @Test
    @DisplayName(
            "What a catalog holds stays over restarts and changes of other hosts; the next version needs the grant")
    void kept() {
        claims.restore(BAKERY, "bakery.zip", hosts("localhost bakery.example"));
        claims.restore(TACK, "tack.zip", hosts("*.tack.example"));
        assertThat(claims.conflicts(BAKERY, "bakery.zip", hosts("localhost bakery.example"), Scope.MORE_HOSTS))
                .isEmpty();
        assertThat(claims.conflicts(BAKERY, "bakery.zip", hosts("localhost a.tack.example"), Scope.MORE_HOSTS))
                .containsOnlyKeys(HostPattern.parse("a.tack.example"));
        assertThat(conflict("localhost")).isEqualTo(new Restricted(Restriction.LOCAL));
    }

    @Test
    @DisplayName("A catalog does not lose a name because another was granted a wildcard above it")
    void earlierNames() {
        claims.restore(BAKERY, "bakery.zip", hosts("bakery.shop.example"));
        grant("", "tack = *.shop.example");
        assertThat(claims.reserve(TACK, "tack.zip", hosts("*.shop.example"), Scope.NEW_VERSION))
                .isInstanceOf(Answer.Reserved.class);
        assertThat(conflict("bakery.shop.example")).isNull();
        assertThat(conflict("more.shop.example")).isInstanceOf(Overlap.class);
    }

    @ParameterizedTest
    @DisplayName("An entry that cannot be read grants nothing, limits its catalog all the same, and is reported")
    @ValueSource(strings = {"https://shop.example", "*.example", "shop.example:8080"})
    void unreadable(String entry) {
        grant("", "bakery = a.example, " + entry, "No Id = b.example");
        assertThat(problems).hasSize(2).anyMatch(problem -> problem.startsWith("bakery: '"));
        assertThat(conflict("a.example")).isNull();
        assertThat(conflict("shop.example")).isEqualTo(new Unlisted());
    }

    @Test
    @DisplayName("The line to add keeps what is granted already")
    void line() {
        grant("", "bakery = *.shop.example");
        assertThat(claims.grants().line(BAKERY, hosts("a.shop.example localhost")))
                .isEqualTo("bakery = *.shop.example, localhost");
        assertThat(claims.grants().line(TACK, hosts("tack.example localhost")))
                .isEqualTo("tack = tack.example, localhost");
    }
}
