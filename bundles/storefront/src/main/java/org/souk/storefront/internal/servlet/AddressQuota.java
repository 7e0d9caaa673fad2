package org.souk.storefront.internal.servlet;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits the sessions and idempotency keys that one client address may create in a day (UTC), because each is a row in the database. IPv6
 * addresses count by their first 64 bits, because one client has all addresses of such a network. Counts in memory, for this container alone.
 */
final class AddressQuota {
    private static final int MAX_ADDRESSES = 50_000;
    private static final int NETWORK_BYTES = 8;

    private final int perDay;
    private final Clock clock;
    /** By address; the least recently used comes first. */
    private final Map<String, Integer> used = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    private LocalDate day = LocalDate.MIN;

    AddressQuota(int perDay, Clock clock) {
        this.perDay = perDay;
        this.clock = clock;
    }

    /** The time until the address may create more; empty if it may create more now. */
    synchronized Optional<Duration> exhausted(@Nullable InetAddress address) {
        beginDay();
        if (used.getOrDefault(key(address), 0) < perDay) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.between(clock.instant(), day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
    }

    synchronized void add(@Nullable InetAddress address, int created) {
        beginDay();
        used.merge(key(address), created, Integer::sum);
    }

    private void beginDay() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            used.clear();
        }
    }

    private static String key(@Nullable InetAddress address) {
        if (address instanceof Inet6Address) {
            return Arrays.toString(Arrays.copyOf(address.getAddress(), NETWORK_BYTES));
        }
        return address == null ? "" : address.getHostAddress();
    }
}
