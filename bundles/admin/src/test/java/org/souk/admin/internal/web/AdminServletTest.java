package org.souk.admin.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.souk.admin.internal.health.HealthRegistry;
import org.souk.admin.internal.health.Liveness;
import org.souk.admin.internal.health.Readinesses;

final class AdminServletTest {
    @TempDir
    Path folder;

    private HealthRegistry registry;
    private AdminServlet servlet;

    @BeforeEach
    void start() throws Exception {
        registry = new HealthRegistry(folder);
        servlet = new AdminServlet(
                List.of(), new Liveness(registry.executor()), Readinesses.starting(registry.executor()));
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, localhost, /health/live, 200, application/json",
        "HEAD, localhost, /health/live, 200, application/json",
        "GET, localhost, /health/ready, 503, application/json",
        "POST, localhost, /health/live, 405, application/problem+json",
        "GET, localhost, /health, 404, application/problem+json",
        "GET, localhost, /health/live/, 404, application/problem+json",
        "GET, localhost, /health/live;x, 404, application/problem+json",
        "GET, localhost, /metrics, 404, application/problem+json",
        "GET, localhost, /admin/, 404, application/problem+json",
        "GET, evil.example, /health/live, 421, application/problem+json",
        "GET, a@b, /health/live, 400, application/problem+json",
    })
    void answers(String method, String host, String path, int status, String type) throws Exception {
        Answer answer = ask(method, host, path);

        assertThat(answer.status).isEqualTo(status);
        assertThat(answer.headers)
                .containsEntry("Content-Type", type)
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff");
    }

    @Test
    void tellsEachCheck() throws Exception {
        assertThat(ask("GET", "localhost", "/health/live").text()).isEqualTo("{\"status\":\"up\",\"checks\":[]}");
        assertThat(ask("GET", "localhost", "/health/ready").text())
                .startsWith(
                        "{\"status\":\"down\",\"checks\":[{\"name\":\"catalogs\",\"status\":\"down\",\"detail\":\"");
        assertThat(ask("GET", "localhost", "/").text())
                .isEqualTo(
                        "{\"type\":\"urn:souk:problem:not-found\",\"title\":\"There is nothing here\",\"status\":404}");
    }

    @Test
    void tellsTheChecksOfOtherBundles() throws Exception {
        registry.add(
                () -> new Result(Result.Status.CRITICAL, "closed"),
                Map.of(HealthCheck.NAME, "warehouse", HealthCheck.TAGS, "live"));

        Answer live = ask("GET", "localhost", "/health/live");
        assertThat(live.status).isEqualTo(503);
        assertThat(live.text())
                .isEqualTo("{\"status\":\"down\",\"checks\":"
                        + "[{\"name\":\"warehouse\",\"status\":\"down\",\"detail\":\"closed\"}]}");
        assertThat(ask("GET", "localhost", "/health/ready").text())
                .contains("{\"name\":\"warehouse\",\"status\":\"down\",\"detail\":\"closed\"}");
    }

    private Answer ask(String method, String host, String path) throws Exception {
        Answer answer = new Answer();
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getRequestURI" -> path;
                    case "getHeaders" -> Collections.enumeration(List.of(host));
                    default -> throw new UnsupportedOperationException(called.getName());
                });
        servlet.service(request, answer.response());
        return answer;
    }

    private static final class Answer {
        private final Map<String, String> headers = new HashMap<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int status;

        String text() {
            return body.toString(StandardCharsets.UTF_8);
        }

        HttpServletResponse response() {
            return (HttpServletResponse) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {HttpServletResponse.class},
                    (proxy, called, arguments) -> {
                        switch (called.getName()) {
                            case "setStatus" -> status = (int) arguments[0];
                            case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                            case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
                            case "setContentLength" -> headers.put("Content-Length", arguments[0].toString());
                            case "getOutputStream" -> {
                                return stream();
                            }
                            default -> throw new UnsupportedOperationException(called.getName());
                        }
                        return null;
                    });
        }

        private ServletOutputStream stream() {
            return new ServletOutputStream() {
                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void write(int value) {
                    body.write(value);
                }
            };
        }
    }
}
