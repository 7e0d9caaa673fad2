package org.souk.storefront.internal.web;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.souk.api.host.Authority;

/**
 * What the shopper asked for, as far as it can be believed.
 *
 * @param authority host and perhaps port
 * @param secure whether a trusted proxy says that it came over HTTPS
 * @param local where it arrived, or null if unknown
 * @param remote where it came from, or null if unknown
 */
public record RequestHost(
        Authority authority,
        boolean secure,
        @Nullable InetAddress local,
        @Nullable InetAddress remote) {
    /** Where it came from: an IP address; empty if unknown. */
    public String origin() {
        return remote == null ? "" : remote.getHostAddress();
    }

    /** {@code https} or {@code http}. */
    public String scheme() {
        return secure ? "https" : "http";
    }

    /** Scheme, host and port without a slash at the end; the scheme's own port is left out. */
    public String baseUrl() {
        Integer port = authority.port();
        boolean usual = port == null || port == (secure ? 443 : 80);
        return scheme() + "://" + authority.host().inUri() + (usual ? "" : ":" + port);
    }
}
