package org.souk.storefront.internal.host;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.souk.api.host.Authority;
import org.souk.storefront.internal.web.RequestHost;
import org.souk.storefront.internal.web.RequestProblem;

/** Reads the host of a request from Host and the forwarded headers. No other code reads these headers. */
public final class HostReader {
    private final TrustedProxies proxies;

    public HostReader(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** @throws RequestProblem 400 if there is not exactly one host, or it is malformed or contradicts the request line */
    public RequestHost read(HttpServletRequest request) {
        String host = host(request);
        InetAddress connected = TrustedProxies.address(request.getRemoteAddr());
        boolean trusted = proxies.contains(connected);
        Forwarded forwarded = trusted ? forwarded(request) : Forwarded.NONE;
        Authority authority;
        if (forwarded.host() == null) {
            authority = authority(host);
            requireSameHost(request, authority);
        } else {
            authority = authority(forwarded.host());
        }
        if (authority.port() == null
                && forwarded.port() != null
                && !forwarded.port().isEmpty()) {
            authority = authority(authority + ":" + forwarded.port());
        }
        return new RequestHost(
                authority,
                "https".equals(forwarded.scheme()),
                TrustedProxies.address(request.getLocalAddr()),
                trusted ? forwardedClient(request) : connected);
    }

    private static String host(HttpServletRequest request) {
        List<String> hosts = Collections.list(request.getHeaders("Host"));
        if (hosts.size() != 1) {
            throw RequestProblem.malformed("a request names exactly one host");
        }
        return hosts.get(0);
    }

    /** Refuses an absolute request line with another host than the header; {@code getServerName} returns the host of the line. */
    private static void requireSameHost(HttpServletRequest request, Authority authority) {
        String name = request.getServerName();
        if (name == null) {
            return;
        }
        Authority line = authority(name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name);
        int defaultPort = "https".equals(request.getScheme()) ? 443 : 80;
        Integer port = authority.port();
        if (!line.host().equals(authority.host()) || request.getServerPort() != (port == null ? defaultPort : port)) {
            throw RequestProblem.malformed("the request line names another host than the header Host");
        }
    }

    private static Authority authority(String text) {
        try {
            return Authority.parse(text);
        } catch (IllegalArgumentException e) {
            throw RequestProblem.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Forwarded forwarded(HttpServletRequest request) {
        if (Collections.list(request.getHeaders("X-Forwarded-Host")).size() > 1) {
            throw RequestProblem.malformed("more than one X-Forwarded-Host");
        }
        List<String> forwarded = Collections.list(request.getHeaders("Forwarded"));
        if (!forwarded.isEmpty()) {
            Map<String, String> last = Map.of();
            for (String field : forwarded) {
                last = ForwardedHeader.last(field);
            }
            return new Forwarded(last.get("host"), scheme(last.get("proto")), null);
        }
        List<String> hosts = elements(request, "X-Forwarded-Host");
        List<String> ports = elements(request, "X-Forwarded-Port");
        String host = last(hosts);
        if (host != null && host.isEmpty()) {
            throw RequestProblem.malformed("the header X-Forwarded-Host is empty");
        }
        // Different numbers of elements cannot come from the same proxies. Equal numbers prove nothing: Apache adds the
        // host alone and passes on the port of the client, so the operator must configure it to remove the port.
        String port = hosts.size() == ports.size() ? last(ports) : null;
        String scheme = last(elements(request, "X-Forwarded-Proto"));
        return new Forwarded(host, scheme(scheme), port);
    }

    /** The elements of all header fields of this name, of which each proxy adds one. */
    private static List<String> elements(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name)).stream()
                .flatMap(field -> Stream.of(field.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private static @Nullable String last(List<String> elements) {
        return elements.isEmpty() ? null : elements.get(elements.size() - 1);
    }

    /** The client's address as the proxy reports it; null if that is not a valid address. */
    private static @Nullable InetAddress forwardedClient(HttpServletRequest request) {
        List<String> forwarded = Collections.list(request.getHeaders("Forwarded"));
        if (!forwarded.isEmpty()) {
            return node(
                    ForwardedHeader.last(forwarded.get(forwarded.size() - 1)).get("for"));
        }
        List<String> fields = Collections.list(request.getHeaders("X-Forwarded-For"));
        if (fields.isEmpty()) {
            return null;
        }
        String field = fields.get(fields.size() - 1);
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
        int colon = text.indexOf(':');
        if (colon != text.lastIndexOf(':')) {
            return TrustedProxies.address("[" + text + "]");
        }
        return TrustedProxies.address(colon < 0 ? text : text.substring(0, colon));
    }

    private static @Nullable String scheme(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        String scheme = text.toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw RequestProblem.malformed("a forwarded scheme is http or https");
        }
        return scheme;
    }

    /** The value that the nearest trusted proxy reports. */
    private record Forwarded(
            @Nullable String host,
            @Nullable String scheme,
            @Nullable String port) {
        static final Forwarded NONE = new Forwarded(null, null, null);
    }
}
