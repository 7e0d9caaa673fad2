package org.souk.api.host;

/**
 * A host in its canonical form, so that equal hosts are equal values: a DNS name in lower-case ASCII (IDN as {@code xn--}) without port and
 * trailing dot, or an IP address in canonical text (IPv4 dotted, IPv6 per RFC 5952 without brackets).
 *
 * @param name the canonical text, 1 to 253 characters
 * @param literal whether it is an IP address
 */
public record Host(String name, boolean literal) {
    /**
     * Checks the length only. Use {@link #parse} for text from outside.
     *
     * @throws IllegalArgumentException if the name is empty or too long
     */
    public Host {
        if (name.isEmpty() || name.length() > 253) {
            throw new IllegalArgumentException("a host has 1 to 253 characters");
        }
    }

    /**
     * Parses and normalises a host without a port: {@code Shop.Example.}, {@code bücher.example}, {@code 10.0.0.5}, {@code ::1} or {@code
     * [::1]}.
     *
     * @throws IllegalArgumentException if the text is not a host; the message says what is wrong and what to write
     */
    public static Host parse(String text) {
        return HostGrammar.host(text);
    }

    /** Returns the form for a URI: an IPv6 address in brackets, everything else unchanged. */
    public String inUri() {
        return literal && name.indexOf(':') >= 0 ? "[" + name + "]" : name;
    }

    @Override
    public String toString() {
        return name;
    }
}
