package org.souk.api.host;

import org.souk.common.text.TextNormalizer;

/**
 * A host entry of a catalog, by which requests find the catalog: an exact host, a wildcard ({@code *.example.com}: names below the domain
 * at any depth, but not the domain itself), or an IP address of the container ({@code address:10.0.0.5}). Two catalogs
 * cannot hold equal entries; a wildcard and a name below it may belong to different catalogs if the operator grants that.
 */
public sealed interface HostPattern {
    /** Matches one host. */
    record Exact(Host host) implements HostPattern {
        @Override
        public String toString() {
            return host.name();
        }
    }

    /** Matches every name below a domain. */
    record Wildcard(Host below) implements HostPattern {
        /** @throws IllegalArgumentException if the domain is an IP address, or a single label other than {@code localhost} */
        public Wildcard {
            if (below.literal()) {
                throw new IllegalArgumentException("'*." + below + "': a wildcard needs a name, not an address");
            }
            if (below.name().indexOf('.') < 0 && !below.name().equals("localhost")) {
                throw new IllegalArgumentException("'*." + below
                        + "' claims too much; write two labels at least after the star, like *.example.com");
            }
        }

        @Override
        public String toString() {
            return "*." + below.name();
        }
    }

    /** Matches every request that arrives at this IP address of the container. */
    record Address(Host address) implements HostPattern {
        /** @throws IllegalArgumentException if the address is a name */
        public Address {
            if (!address.literal()) {
                throw new IllegalArgumentException("'address:" + address + "': write an IP address after 'address:'");
            }
        }

        @Override
        public String toString() {
            return "address:" + address.name();
        }
    }

    /**
     * Parses an entry of {@code hosts} in {@code catalog.yaml}.
     *
     * @param text {@code shop.example}, {@code *.example.com}, {@code 10.0.0.5} or {@code address:10.0.0.5}
     * @throws IllegalArgumentException if the text has none of these forms, such as a URL; the message says what to write
     */
    static HostPattern parse(String text) {
        String trimmed = TextNormalizer.clean(text);
        requireHostAlone(trimmed);
        if (trimmed.startsWith("address:")) {
            return new Address(Host.parse(trimmed.substring("address:".length())));
        }
        return trimmed.startsWith("*.")
                ? new Wildcard(Host.parse(trimmed.substring(2)))
                : new Exact(Host.parse(trimmed));
    }

    private static void requireHostAlone(String text) {
        int scheme = text.indexOf("://");
        String rest = scheme < 0 ? text : text.substring(scheme + 3);
        String authority = rest.replaceFirst("[/?#].*", "");
        // the last group of an IPv6 address without brackets is no port
        String host = authority.replaceFirst("^((?:address:)?+(?:\\[.*]|[^:]+)):\\d{1,5}$", "$1");
        if (!host.equals(text)) {
            String superfluous =
                    scheme >= 0 ? text.substring(0, scheme + 3) : authority.equals(rest) ? "its port" : "its path";
            throw new IllegalArgumentException(
                    "'" + text + "': a host is written without " + superfluous + "; write '" + host + "'");
        }
    }
}
