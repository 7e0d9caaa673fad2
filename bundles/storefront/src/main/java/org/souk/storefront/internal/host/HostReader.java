package org.souk.storefront.internal.host;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.souk.api.host.Authority;
import org.souk.storefront.internal.web.RequestHost;
import org.souk.storefront.internal.web.RequestProblem;

/** Reads, once per request, what host is asked for. Nothing after it looks at these headers. */
public final class HostReader {
    private final TrustedProxies proxies;

    public HostReader(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /**
     * The host asked for.
     *
     * @throws RequestProblem 400 if there is not exactly one, or it is malformed or contradicts the request line
     */
    public RequestHost read(HttpServletRequest request) {
        String host = host(request);
        boolean trusted = proxies.contains(TrustedProxies.address(request.getRemoteAddr()));
        Said said = trusted ? forwarded(request) : Said.NOTHING;
        Authority authority;
        if (said.host() == null) {
            authority = authority(host);
            agree(request, authority);
        } else {
            authority = authority(said.host());
        }
        if (authority.port() == null && said.port() != null) {
            authority = authority(authority + ":" + said.port());
        }
        return new RequestHost(
                authority,
                "https".equals(said.scheme()),
                TrustedProxies.address(request.getLocalAddr()),
                ClientAddress.of(request, trusted));
    }

    private static String host(HttpServletRequest request) {
        List<String> hosts = Collections.list(request.getHeaders("Host"));
        if (hosts.isEmpty() && request.getProtocol().startsWith("HTTP/2") && request.getServerName() != null) {
            // HTTP/2 names it in :authority, which the server hands on as the server's name
            return request.getServerName() + ":" + request.getServerPort();
        }
        if (hosts.size() != 1) {
            throw RequestProblem.malformed("a request names exactly one host");
        }
        return hosts.get(0);
    }

    /** An absolute request line names a host too; the server puts it before the header. */
    private static void agree(HttpServletRequest request, Authority authority) {
        String name = request.getServerName();
        if (name == null) {
            return;
        }
        Authority line = authority(name.indexOf(':') >= 0 && !name.startsWith("[") ? "[" + name + "]" : name);
        int usual = "https".equals(request.getScheme()) ? 443 : 80;
        Integer port = authority.port();
        if (!line.host().equals(authority.host()) || request.getServerPort() != (port == null ? usual : port)) {
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

    private static Said forwarded(HttpServletRequest request) {
        if (Collections.list(request.getHeaders("X-Forwarded-Host")).size() > 1) {
            throw RequestProblem.malformed("more than one X-Forwarded-Host");
        }
        List<String> standard = Collections.list(request.getHeaders("Forwarded"));
        if (!standard.isEmpty()) {
            Map<String, String> last = Map.of();
            for (String field : standard) {
                last = ForwardedField.last(field);
            }
            return new Said(last.get("host"), scheme(last.get("proto")), null);
        }
        return new Said(
                last(request, "X-Forwarded-Host"),
                scheme(last(request, "X-Forwarded-Proto")),
                last(request, "X-Forwarded-Port"));
    }

    private static @Nullable String last(HttpServletRequest request, String name) {
        List<String> fields = Collections.list(request.getHeaders(name));
        if (fields.isEmpty()) {
            return null;
        }
        String field = fields.get(fields.size() - 1);
        String last = field.substring(field.lastIndexOf(',') + 1).strip();
        if (last.isEmpty()) {
            throw RequestProblem.malformed("the header " + name + " is empty");
        }
        return last;
    }

    private static @Nullable String scheme(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String scheme = text.toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw RequestProblem.malformed("a forwarded scheme is http or https");
        }
        return scheme;
    }

    /** What the nearest trusted hop says. */
    private record Said(
            @Nullable String host,
            @Nullable String scheme,
            @Nullable String port) {
        static final Said NOTHING = new Said(null, null, null);
    }
}
