package org.souk.storefront.internal.host;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a request came from, as far as it can be believed: the nearest hop, or whom a trusted proxy saw there. */
final class ClientAddress {
    private ClientAddress() {}

    /**
     * The address.
     *
     * @param trusted whether the nearest hop is a trusted proxy
     * @return null if a trusted proxy keeps it to itself, or says something that is none
     */
    static @Nullable InetAddress of(HttpServletRequest request, boolean trusted) {
        if (!trusted) {
            return TrustedProxies.address(request.getRemoteAddr());
        }
        List<String> standard = Collections.list(request.getHeaders("Forwarded"));
        if (!standard.isEmpty()) {
            return node(ForwardedField.last(standard.get(standard.size() - 1)).get("for"));
        }
        List<String> usual = Collections.list(request.getHeaders("X-Forwarded-For"));
        if (usual.isEmpty()) {
            return null;
        }
        String field = usual.get(usual.size() - 1);
        return node(field.substring(field.lastIndexOf(',') + 1).strip());
    }

    /** A node of RFC 7239, section 6: an address, that of IPv6 in brackets where a port may follow; or a name, which tells nothing. */
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
