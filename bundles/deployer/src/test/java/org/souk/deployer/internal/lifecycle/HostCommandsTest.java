package org.souk.deployer.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.api.catalog.CatalogChange;
import org.souk.api.catalog.CatalogChange.Done;
import org.souk.api.catalog.CatalogChange.Refused;
import org.souk.api.catalog.CatalogId;
import org.souk.api.catalog.CatalogStatus.Claim;
import org.souk.api.catalog.CatalogStatus.Origin;
import org.souk.api.catalog.CatalogStatus.State;
import org.souk.api.host.HostPattern;
import org.souk.deployer.internal.Zips;

class HostCommandsTest extends LifecycleFixture {
    private CatalogChange add(String host) {
        return lifecycle.commands().addHost(TACK, HostPattern.parse(host));
    }

    private CatalogChange remove(String host) {
        return lifecycle.commands().removeHost(TACK, HostPattern.parse(host));
    }

    private static String reason(CatalogChange change) {
        return ((Refused) change).reason();
    }

    @Test
    @DisplayName("Hosts that are added and removed lead to the catalog at once, over updates and restarts")
    void addedAndRemoved() {
        drop("tack.catalog.zip", Zips.shop("tack", "tack.localhost", "www.tack.localhost"));
        until(() -> serves("tack.localhost"));
        assertThat(add("*.Tack.Example")).isInstanceOf(Done.class);
        assertThat(add("[2001:DB8::1]")).isInstanceOf(Done.class);
        assertThat(remove("www.tack.localhost")).isInstanceOf(Done.class);
        assertThat(serves("a.b.tack.example")).isTrue();
        assertThat(serves("www.tack.localhost")).isFalse();

        restart();
        assertThat(serves("a.tack.example") && serves("[2001:db8::1]")).isTrue();
        assertThat(serves("www.tack.localhost")).isFalse();
        drop("tack.catalog.zip", Zips.shop("tack", "tack.localhost", "www.tack.localhost", "more.localhost"));
        until(() -> serves("more.localhost"));
        assertThat(serves("a.tack.example")).isTrue();
        assertThat(serves("www.tack.localhost")).isFalse();
        assertThat(status("tack").claims())
                .containsExactly(
                        new Claim("tack.localhost", Origin.CATALOG),
                        new Claim("www.tack.localhost", Origin.REMOVED),
                        new Claim("more.localhost", Origin.CATALOG),
                        new Claim("*.tack.example", Origin.ADDED),
                        new Claim("2001:db8::1", Origin.ADDED));

        assertThat(add("www.tack.localhost")).isInstanceOf(Done.class);
        assertThat(remove("*.tack.example")).isInstanceOf(Done.class);
        restart();
        assertThat(serves("www.tack.localhost")).isTrue();
        assertThat(serves("a.tack.example")).isFalse();
    }

    @Test
    @DisplayName("A host is held by one catalog; who gives it up leaves it to the one that waits")
    void conflictsNameBoth() {
        drop("tack.catalog.zip", Zips.shop("tack", "tack.localhost", "both.localhost"));
        until(() -> serves("both.localhost"));
        drop("other.catalog.zip", Zips.shop("other", "other.localhost"));
        until(() -> serves("other.localhost"));
        assertThat(reason(lifecycle.commands().addHost(new CatalogId("other"), HostPattern.parse("both.localhost"))))
                .isEqualTo("The host 'both.localhost' is held by the catalog 'tack', so 'other' cannot have it;"
                        + " take it from there with catalog:host-remove tack both.localhost first");
        drop("waits.catalog.zip", Zips.shop("waits", "both.localhost"));
        until(() -> has("waits", State.REFUSED));
        assertThat(remove("both.localhost")).isInstanceOf(Done.class);
        until(() -> has("waits", State.LIVE));
        assertThat(reason(add("both.localhost"))).contains("'waits'", "'tack'");

        restart();
        assertThat(has("waits", State.LIVE) && has("tack", State.LIVE)).isTrue();
        drop("thief.catalog.zip", Zips.shop("thief", "late.localhost"));
        until(() -> has("thief", State.LIVE));
        assertThat(add("late.localhost")).isInstanceOf(Refused.class);
    }

    @Test
    @DisplayName("The last host and the canonical one stay, and it is said what to do instead")
    void theLastAndTheCanonicalStay() {
        drop("tack.catalog.zip", Zips.shop("tack", "tack.localhost"));
        until(() -> serves("tack.localhost"));
        assertThat(reason(remove("tack.localhost")))
                .contains("last host", "catalog:host-add tack HOST", "catalog:park");
        assertThat(reason(remove("nobody.localhost"))).contains("does not hold");
        assertThat(reason(add("TACK.localhost."))).contains("already");
        Map<String, String> files = Zips.shop("tack", "tack.localhost", "more.localhost");
        files.merge("catalog.yaml", "canonical: shop.localhost\n", String::concat);
        drop("tack.catalog.zip", files);
        until(() -> serves("shop.localhost"));
        assertThat(reason(remove("shop.localhost"))).contains("canonical host", "catalog.yaml");
        assertThat(remove("tack.localhost")).isInstanceOf(Done.class);
    }

    @Test
    @DisplayName("An update whose hosts were all removed, or its canonical one, is refused with what to do")
    void anUpdateThatNeedsARemovedHost() {
        drop("tack.catalog.zip", Zips.shop("tack", "a.localhost", "b.localhost"));
        until(() -> serves("a.localhost"));
        assertThat(remove("b.localhost")).isInstanceOf(Done.class);
        drop("tack.catalog.zip", Zips.shop("tack", "b.localhost"));
        until(() -> status("tack").refused().isPresent());
        assertThat(status("tack").problems().get(0).toString()).contains("catalog:host-add tack");
        Map<String, String> files = Zips.shop("tack", "a.localhost");
        files.merge("catalog.yaml", "canonical: b.localhost\n", String::concat);
        drop("tack.catalog.zip", files);
        until(() -> status("tack").problems().get(0).toString().contains("canonical"));
        assertThat(serves("a.localhost")).isTrue();
        assertThat(List.of(serves("b.localhost"))).containsExactly(false);
    }
}
