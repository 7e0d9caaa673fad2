package org.souk.api.host;

/**
 * What a catalog claims: an exact host, a wildcard ({@code *.example.com}: names below it at any depth, not itself), or the local
 * address of the socket ({@code address:10.0.0.5}). Two patterns conflict only when they are equal.
 */
public sealed interface HostPattern {
    /** One host. */
    record Exact(Host host) implements HostPattern {
        @Override
        public String toString() {
            return host.name();
        }
    }

    /** Every name below a domain. */
    record Wildcard(Host below) implements HostPattern {
        /**
         * @throws IllegalArgumentException if it is an IP address, or has one label only and is not {@code localhost}
         */
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

    /** Any request that arrives on that local address. */
    record Address(Host address) implements HostPattern {
        /**
         * @throws IllegalArgumentException if it is a name
         */
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
     * Reads an entry of a catalog's hosts.
     *
     * @param text as in {@code catalog.yaml}: {@code shop.example}, {@code *.example.com}, {@code 10.0.0.5}, {@code address:10.0.0.5}
     * @throws IllegalArgumentException if it is none of these; the message says what to write
     */
    static HostPattern parse(String text) {
        String trimmed = text.trim();
        if (trimmed.startsWith("address:")) {
            return new Address(Host.parse(trimmed.substring("address:".length())));
        }
        return trimmed.startsWith("*.")
                ? new Wildcard(Host.parse(trimmed.substring(2)))
                : new Exact(Host.parse(trimmed));
    }
}
