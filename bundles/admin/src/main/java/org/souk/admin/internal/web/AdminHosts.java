package org.souk.admin.internal.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.souk.api.host.Authority;
import org.souk.api.host.Host;

/**
 * The host names that the admin port accepts: IP addresses, {@code localhost} and its subdomains, and the configured ones. Any other name
 * may belong to a web page whose DNS entry points at this port (DNS rebinding).
 */
final class AdminHosts {
    private final Set<String> names;

    /**
     * Parses the configured names, which may hold several separated by commas.
     *
     * @throws IllegalArgumentException if a name is not a valid host
     */
    AdminHosts(List<String> configured) {
        names = configured.stream()
                .flatMap(entry -> Stream.of(entry.split(",", -1)))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Host.parse(entry).name())
                .collect(Collectors.toUnmodifiableSet());
    }

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

    enum Verdict {
        OURS,
        /** The host is another one; the answer is 421. */
        FOREIGN,
        /** The request has not exactly one valid header; the answer is 400. */
        MALFORMED
    }
}
