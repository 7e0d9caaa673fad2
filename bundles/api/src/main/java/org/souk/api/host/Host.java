package org.souk.api.host;

/**
 * A host as it is compared everywhere: a lower-case DNS name in ASCII (IDN as {@code xn--}), without port and trailing
 * dot, or an IP address in its canonical text (IPv4 dotted, IPv6 by RFC 5952 without brackets).
 *
 * @param name the canonical text, 1 to 253 characters
 * @param literal whether it is an IP address
 */
public record Host(String name, boolean literal) {
    /**
     * Checks only that the text could be canonical; use {@link #parse} for anything from outside.
     *
     * @throws IllegalArgumentException if the name is empty or too long
     */
    public Host {
        if (name.isEmpty() || name.length() > 253) {
            throw new IllegalArgumentException("a host has 1 to 253 characters");
        }
    }

    /**
     * Reads a host without port, as in a catalog: {@code Shop.Example.}, {@code bücher.example}, {@code 10.0.0.5},
     * {@code ::1} or {@code [::1]}.
     *
     * @throws IllegalArgumentException if it is no host; the message says what is wrong and what to write
     */
    public static Host parse(String text) {
        return HostGrammar.host(text);
    }

    /** The authority's form: IPv6 in brackets, all else as it is. */
    public String inUri() {
        return literal && name.indexOf(':') >= 0 ? "[" + name + "]" : name;
    }

    @Override
    public String toString() {
        return name;
    }
}
