package org.souk.api.host;

import org.jspecify.annotations.Nullable;

/**
 * What a request asks for: a host and perhaps a port (RFC 9110, section 7.2; RFC 3986, section 3.2 without userinfo).
 *
 * @param host the host, canonical
 * @param port 1 to 65535, or null where none was given
 */
public record Authority(Host host, @Nullable Integer port) {
    /**
     * @throws IllegalArgumentException if the port is out of range
     */
    public Authority {
        if (port != null && (port < 1 || port > 65535)) {
            throw new IllegalArgumentException("a port is 1 to 65535");
        }
    }

    /**
     * Reads the value of one Host header (or an absolute URI's authority) strictly: no userinfo, no spaces, IPv6 in brackets.
     *
     * @throws IllegalArgumentException if it is malformed; answer 400
     */
    public static Authority parse(String text) {
        return HostGrammar.authority(text);
    }

    /** As it stands in a URI. */
    @Override
    public String toString() {
        return port == null ? host.inUri() : host.inUri() + ":" + port;
    }
}
