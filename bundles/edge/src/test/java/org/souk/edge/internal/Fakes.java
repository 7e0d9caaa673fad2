package org.souk.edge.internal;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** Requests and responses with only the methods that the edge calls. */
final class Fakes {
    private Fakes() {}

    static HttpServletRequest request(String method, String uri) {
        Map<String, Object> answers = Map.of("getMethod", method, "getRequestURI", uri);
        return (HttpServletRequest) Proxy.newProxyInstance(
                Fakes.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> answers.get(called.getName()));
    }

    /** Records the response. */
    static final class Response extends ServletOutputStream {
        int status = 200;
        boolean committed;
        final Map<String, String> headers = new HashMap<>();
        final ByteArrayOutputStream body = new ByteArrayOutputStream();

        HttpServletResponse proxy() {
            return (HttpServletResponse) Proxy.newProxyInstance(
                    Fakes.class.getClassLoader(),
                    new Class<?>[] {HttpServletResponse.class},
                    (proxy, called, arguments) -> switch (called.getName()) {
                        case "setStatus" -> status = (int) arguments[0];
                        case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                        case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
                        case "getOutputStream" -> this;
                        case "isCommitted" -> committed;
                        case "reset" -> {
                            headers.clear();
                            body.reset();
                            yield null;
                        }
                        default -> null;
                    });
        }

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
            throw new UnsupportedOperationException("blocking only");
        }
    }
}
