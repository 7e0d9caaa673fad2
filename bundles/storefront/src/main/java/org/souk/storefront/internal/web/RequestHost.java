package org.souk.storefront.internal.web;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.souk.api.host.Authority;
import org.souk.api.host.Canonical;

/**
 * The requested host, and the addresses of the connection and the client.
 *
 * @param secure whether a trusted proxy says that the request came over HTTPS
 * @param local the container's IP address at which the request arrived, or null if unknown
 * @param remote address of the client, or null if unknown
 */
public record RequestHost(
        Authority authority,
        boolean secure,
        @Nullable InetAddress local,
        @Nullable InetAddress remote) {
    /** The client's IP address; empty if unknown. */
    public String clientAddress() {
        return remote == null ? "" : remote.getHostAddress();
    }

    /** {@code https} or {@code http}. */
    public String scheme() {
        return secure ? "https" : "http";
    }

    /** Scheme, host and port, without a slash at the end and without the default port of the scheme. */
    public String baseUrl() {
        Integer port = authority.port();
        boolean defaultPort = port == null || port == (secure ? 443 : 80);
        return scheme() + "://" + authority.host().inUri() + (defaultPort ? "" : ":" + port);
    }

    /**
     * The beginning of all addresses in a shop with this canonical address, without a slash at the end. Scheme and port are those of the
     * request unless the canonical address has its own; the port is omitted when the scheme changes.
     */
    public String baseUrl(Canonical canonical) {
        boolean https = canonical.scheme() == null ? secure : canonical.scheme().equals("https");
        Integer port = canonical.authority().port();
        if (port == null && https == secure) {
            port = authority.port();
        }
        return new RequestHost(new Authority(canonical.authority().host(), port), https, null, null).baseUrl();
    }
}
