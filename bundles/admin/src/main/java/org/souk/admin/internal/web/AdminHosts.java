package org.souk.admin.internal.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.souk.api.host.Authority;
import org.souk.api.host.Host;

/**
 * Names under which operators may come: addresses, {@code localhost} and what is below it, and the configured ones. Any other name
 * may be a page's that points at this port (DNS rebinding).
 */
final class AdminHosts {
    private final Set<String> names;

    /**
     * Reads the configured names.
     *
     * @throws IllegalArgumentException if one is no host
     */
    AdminHosts(List<String> configured) {
        names = configured.stream()
                .flatMap(entry -> Stream.of(entry.split(",", -1)))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Host.parse(entry).name())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What to answer to a request with these Host headers. */
    Verdict verdict(List<String> headers) {
        if (headers.size() != 1) {
            return Verdict.MALFORMED;
        }
        try {
            Host host = Authority.parse(headers.get(0)).host();
            boolean ours = host.literal()
                    || host.name().equals("localhost")
                    || host.name().endsWith(".localhost")
                    || names.contains(host.name());
            return ours ? Verdict.OURS : Verdict.FOREIGN;
        } catch (IllegalArgumentException e) {
            return Verdict.MALFORMED;
        }
    }

    /** What was asked for. */
    enum Verdict {
        /** This port. */
        OURS,
        /** Something else: 421. */
        FOREIGN,
        /** Nothing that can be understood: 400. */
        MALFORMED
    }
}
