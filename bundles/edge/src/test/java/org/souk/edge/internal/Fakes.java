package org.souk.edge.internal;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.souk.itests.Stubs;

/** Requests and responses with only the methods that the edge calls. */
final class Fakes {
    private Fakes() {}

    static HttpServletRequest request(String method, @Nullable String uri) {
        Map<String, Object> answers =
                uri == null ? Map.of("getMethod", method) : Map.of("getMethod", method, "getRequestURI", uri);
        return Stubs.of(HttpServletRequest.class, (called, arguments) -> answers.get(called));
    }

    /** Records the response. */
    static final class Response extends ServletOutputStream {
        int status = 200;
        boolean committed;
        final Map<String, String> headers = new HashMap<>();
        final ByteArrayOutputStream body = new ByteArrayOutputStream();

        HttpServletResponse proxy() {
            return Stubs.of(HttpServletResponse.class, (called, arguments) -> switch (called) {
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
