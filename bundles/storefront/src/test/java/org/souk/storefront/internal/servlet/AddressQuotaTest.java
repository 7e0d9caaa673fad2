package org.souk.storefront.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressQuotaTest {
    private final Now now = new Now();
    private final AddressQuota quota = new AddressQuota(3, now);

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,      10.0.0.1,       true",
        "10.0.0.1,      10.0.0.2,       false",
        "fd00::1,       fd00::ffff:1:2, true",
        "fd00:0:0:1::1, fd00:0:0:2::1,  false"
    })
    @DisplayName("an address, or a network of 64 bits, creates so much a day and no more")
    void bound(String first, String second, boolean same) throws Exception {
        quota.add(InetAddress.getByName(first), 2);
        assertThat(quota.exhausted(InetAddress.getByName(second))).isEmpty();
        quota.add(InetAddress.getByName(first), 1);
        assertThat(quota.exhausted(InetAddress.getByName(second)).isPresent()).isEqualTo(same);
    }

    @Test
    @DisplayName("the next day begins at midnight, UTC")
    void nextDay() {
        quota.add(null, 3);
        assertThat(quota.exhausted(null)).hasValue(Duration.ofHours(2));
        now.instant = now.instant.plus(Duration.ofHours(2));
        assertThat(quota.exhausted(null)).isEmpty();
    }

    private static final class Now extends Clock {
        Instant instant = Instant.parse("2026-11-29T22:00:00Z");

        @Override
        public Instant instant() {
            return instant;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
