package org.souk.storefront.internal.testing;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public final class FakeResponse implements InvocationHandler {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private long length = -1;

    public int status() {
        return status;
    }

    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    public String header(String name) {
        return String.join("|", headers(name));
    }

    public String text() {
        return body.toString(StandardCharsets.UTF_8);
    }

    public long length() {
        return length;
    }

    public HttpServletResponse servlet() {
        return (HttpServletResponse)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {HttpServletResponse.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method called, Object[] arguments) {
        switch (called.getName()) {
            case "setStatus" -> status = (Integer) arguments[0];
            case "setHeader" -> headers.put((String) arguments[0], new ArrayList<>(List.of((String) arguments[1])));
            case "addHeader" ->
                headers.computeIfAbsent((String) arguments[0], n -> new ArrayList<>())
                        .add((String) arguments[1]);
            case "setContentLengthLong" -> length = (Long) arguments[0];
            case "getOutputStream" -> {
                return stream();
            }
            default -> throw new UnsupportedOperationException(called.getName());
        }
        return null;
    }

    private ServletOutputStream stream() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                body.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
