package org.souk.storefront.internal.testing;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A servlet request as Jetty hands it over. */
public final class FakeRequest implements InvocationHandler {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final String method;
    private final String path;
    private final String query;
    private String serverName;
    private int serverPort = 8181;
    private String remote = "192.0.2.7";
    private byte[] body = {};
    private long declared = -1;

    public FakeRequest(String method, String target) {
        this.method = method;
        int mark = target.indexOf('?');
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? null : target.substring(mark + 1);
    }

    public static FakeRequest get(String target) {
        return new FakeRequest("GET", target).header("Host", "tack.localhost:8181");
    }

    public static FakeRequest post(String target, String json) {
        return new FakeRequest("POST", target)
                .header("Host", "tack.localhost:8181")
                .header("Content-Type", "application/json")
                .body(json);
    }

    public FakeRequest header(String name, String value) {
        headers.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        return this;
    }

    public FakeRequest body(String text) {
        body = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public FakeRequest declared(long length) {
        declared = length;
        return this;
    }

    public FakeRequest from(String address) {
        remote = address;
        return this;
    }

    /** The host of an absolute request line. */
    public FakeRequest line(String host, int port) {
        serverName = host;
        serverPort = port;
        return this;
    }

    public HttpServletRequest servlet() {
        return (HttpServletRequest)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {HttpServletRequest.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method called, Object[] arguments) {
        return switch (called.getName()) {
            case "getMethod" -> method;
            case "getRequestURI" -> path;
            case "getQueryString" -> query;
            case "getProtocol" -> "HTTP/1.1";
            case "getScheme" -> "http";
            case "getServerName" -> serverName;
            case "getServerPort" -> serverPort;
            case "getRemoteAddr" -> remote;
            case "getLocalAddr" -> "127.0.0.1";
            case "getHeaderNames" -> Collections.enumeration(headers.keySet());
            case "getHeaders" -> Collections.enumeration(headers.getOrDefault(arguments[0], List.of()));
            case "getContentLengthLong" -> declared;
            case "getInputStream" -> stream(new ByteArrayInputStream(body));
            default -> throw new UnsupportedOperationException(called.getName());
        };
    }

    private static ServletInputStream stream(ByteArrayInputStream in) {
        return new ServletInputStream() {
            @Override
            public int read() throws IOException {
                return in.read();
            }

            @Override
            public boolean isFinished() {
                return in.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(jakarta.servlet.ReadListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
