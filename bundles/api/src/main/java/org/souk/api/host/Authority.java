package org.souk.api.host;

import org.jspecify.annotations.Nullable;

/**
 * A host with an optional port, as in the Host header (RFC 9110, section 7.2) or in a URI (RFC 3986, section 3.2, without userinfo).
 *
 * @param host in canonical form
 * @param port 1 to 65535; null if none was given
 */
public record Authority(Host host, @Nullable Integer port) {
    /** @throws IllegalArgumentException if the port is out of range */
    public Authority {
        if (port != null && (port < 1 || port > 65535)) {
            throw new IllegalArgumentException("a port is 1 to 65535");
        }
    }

    /**
     * Parses one Host header value, or the authority of an absolute URI, strictly: no userinfo, no spaces, IPv6 in brackets.
     *
     * @throws IllegalArgumentException if the text is malformed; answer 400
     */
    public static Authority parse(String text) {
        return HostGrammar.authority(text);
    }

    /** Returns the text form for a URI: {@code shop.example:8443}, {@code [::1]}. */
    @Override
    public String toString() {
        return port == null ? host.inUri() : host.inUri() + ":" + port;
    }
}
