package org.souk.storefront.internal.host;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The client's address: that of the connection or, if it comes from a trusted proxy, the address that the proxy reports. */
final class ClientAddress {
    private ClientAddress() {}

    /**
     * Reads the address from the connection or the forwarded headers.
     *
     * @param trusted whether the directly connected address is a trusted proxy
     * @return null if the proxy does not report a valid address
     */
    static @Nullable InetAddress of(HttpServletRequest request, boolean trusted) {
        if (!trusted) {
            return TrustedProxies.address(request.getRemoteAddr());
        }
        List<String> forwarded = Collections.list(request.getHeaders("Forwarded"));
        if (!forwarded.isEmpty()) {
            return node(
                    ForwardedHeader.last(forwarded.get(forwarded.size() - 1)).get("for"));
        }
        List<String> xForwardedFor = Collections.list(request.getHeaders("X-Forwarded-For"));
        if (xForwardedFor.isEmpty()) {
            return null;
        }
        String field = xForwardedFor.get(xForwardedFor.size() - 1);
        return node(field.substring(field.lastIndexOf(',') + 1).strip());
    }

    /** The address of a node (RFC 7239, section 6), which may have a port; null for an obfuscated name. */
    private static @Nullable InetAddress node(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? null : TrustedProxies.address(text.substring(0, end + 1));
        }
        boolean port = text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':');
        if (text.indexOf(':') != text.lastIndexOf(':')) {
            return TrustedProxies.address("[" + text + "]");
        }
        return TrustedProxies.address(port ? text.substring(0, text.indexOf(':')) : text);
    }
}
