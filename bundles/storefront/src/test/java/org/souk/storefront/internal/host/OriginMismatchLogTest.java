package org.souk.storefront.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.souk.api.host.Authority;
import org.souk.itests.Stubs;
import org.souk.storefront.internal.testing.SampleShop;
import org.souk.storefront.internal.web.Body;
import org.souk.storefront.internal.web.Exchange;
import org.souk.storefront.internal.web.Form;
import org.souk.storefront.internal.web.Headers;
import org.souk.storefront.internal.web.RequestHost;

class OriginMismatchLogTest {
    private final AtomicLong nanos = new AtomicLong(1);
    private final StringBuilder logged = new StringBuilder();
    private final OriginMismatchLog log =
            new OriginMismatchLog(nanos::get, Stubs.of(Logger.class, (name, arguments) -> {
                logged.append(Arrays.deepToString(arguments));
                return null;
            }));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "https://tack.localhost,      -,           true",
                "http://TACK.localhost:8080,  cross-site,  true",
                "https://shop.example,        same-origin, true",
                "https://evil.example,        -,           false",
                "https://evil.example,        cross-site,  false",
                "https://tack.localhost.evil, -,           false",
                "null,                        same-site,   false",
                "-,                           cross-site,  false"
            })
    @DisplayName("logs what the browser calls the shop's own page, and not the attacks of other sites")
    void own(@Nullable String origin, @Nullable String site, boolean logged) {
        assertThat(log.logIfDue(write(origin, site))).isEqualTo(logged);
    }

    @Test
    @DisplayName("logs once an hour")
    void onceAnHour() {
        Exchange refused = write("https://tack.localhost", null);
        assertThat(log.logIfDue(refused)).isTrue();
        nanos.addAndGet(Duration.ofMinutes(59).toNanos());
        assertThat(log.logIfDue(refused)).isFalse();
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(log.logIfDue(refused)).isTrue();
    }

    @Test
    @DisplayName("tells the address that the origin was compared with, also if the shop has a canonical one")
    void canonical() {
        log.logIfDue(write(SampleShop.canonicalAt("https://tack.localhost"), false, "https://tack.localhost", null));
        assertThat(logged.toString()).contains("tack, https://tack.localhost, http://tack.localhost:8181,");
    }

    private static Exchange write(@Nullable String origin, @Nullable String site) {
        return write(SampleShop.live(), true, origin, site);
    }

    private static Exchange write(SampleShop shop, boolean secure, @Nullable String origin, @Nullable String site) {
        Headers headers = new Headers(Map.of(
                "Origin", origin == null ? List.of() : List.of(origin),
                "Sec-Fetch-Site", site == null ? List.of() : List.of(site)));
        return new Exchange(
                shop,
                new RequestHost(Authority.parse("tack.localhost:8181"), secure, null, null),
                "POST",
                "/cart",
                Form.EMPTY,
                headers,
                Body.NONE,
                Optional.empty(),
                Map.of());
    }
}
