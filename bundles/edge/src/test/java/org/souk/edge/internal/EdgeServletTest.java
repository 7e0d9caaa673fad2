package org.souk.edge.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeServletTest {
    private final Fakes.Response response = new Fakes.Response();

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void passesKnownMethodsOn(String method) throws Exception {
        call(method, "/", response -> response.setStatus(204));
        assertThat(response.status).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE", "get", "BREW", "PROPFIND"})
    void refusesOtherMethods(String method) throws Exception {
        call(method, "/", response -> response.setStatus(204));
        assertThat(response.status).isEqualTo(405);
        assertThat(response.headers.get("Allow")).contains("GET").doesNotContain("TRACE");
    }

    @Test
    void refusesCONNECTWhichHasNoPath() throws Exception {
        call("CONNECT", null, response -> response.setStatus(204));
        assertThat(response.status).isEqualTo(405);
        assertThat(response.headers).containsEntry("Content-Type", "text/html;charset=utf-8");
    }

    @Test
    void answers503WithoutABackEnd() throws Exception {
        new EdgeServlet(Optional::empty).service(Fakes.request("GET", "/p/saddle"), response.proxy());
        assertThat(response.status).isEqualTo(503);
        assertThat(response.headers).containsEntry("Retry-After", "2").containsEntry("Cache-Control", "no-store");
        assertThat(response.body.toString(UTF_8)).contains("<h1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/cart", "/health/ready", "/health/live", "/metrics", "/admin/x"})
    void answersTheApiAndOperatorsWithProblemJson(String path) throws Exception {
        new EdgeServlet(Optional::empty).service(Fakes.request("GET", path), response.proxy());
        assertThat(response.status).isEqualTo(503);
        assertThat(response.headers).containsEntry("Content-Type", "application/problem+json");
        assertThat(response.body.toString(UTF_8)).contains("\"urn:souk:problem:unavailable\"", "503");
    }

    @Test
    void hidesExceptionMessages() throws Exception {
        call("GET", "/", response -> {
            response.setHeader("X-Half", "done");
            throw new IllegalStateException("secret");
        });
        assertThat(response.status).isEqualTo(500);
        assertThat(response.headers).doesNotContainKey("X-Half");
        assertThat(response.body.toString(UTF_8)).doesNotContain("secret");
    }

    static List<Error> errors() {
        return List.of(
                new StackOverflowError(),
                new OutOfMemoryError("secret"),
                new AssertionError("secret"),
                new NoClassDefFoundError("secret"),
                new Error("secret"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void survivesErrorsOfABackEnd(Error error) throws Exception {
        call("GET", "/", response -> {
            throw error;
        });
        assertThat(response.status).isEqualTo(500);
        assertThat(response.body.toString(UTF_8)).doesNotContain("secret");
    }

    @Test
    void rethrowsJvmErrors() {
        assertThatThrownBy(() -> call("GET", "/", response -> {
                    throw new InternalError("broken");
                }))
                .isInstanceOf(InternalError.class);
    }

    @Test
    void cutsTheConnectionAfterAPartialResponse() {
        response.committed = true;
        assertThatThrownBy(() -> call("GET", "/", response -> {
                    throw new IllegalStateException("secret");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void leavesTheBackEndAlsoAfterAFailure() throws Exception {
        BackEnd leased = new BackEnd(() -> servlet(response -> {
            throw new IllegalStateException();
        }));
        EdgeServlet edge = new EdgeServlet(() -> leased.enter() ? Optional.of(leased) : Optional.empty());
        edge.service(Fakes.request("GET", "/"), response.proxy());
        assertThat(leased.retire(Duration.ZERO)).isTrue();
        edge.service(Fakes.request("GET", "/"), response.proxy());
        assertThat(response.status).isEqualTo(503);
    }

    private void call(String method, @Nullable String uri, Page page) throws ServletException, IOException {
        BackEnd leased = new BackEnd(() -> servlet(page));
        assertThat(leased.enter()).isTrue();
        new EdgeServlet(() -> Optional.of(leased)).service(Fakes.request(method, uri), response.proxy());
    }

    private static GenericServlet servlet(Page page) {
        return new GenericServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            public void service(ServletRequest request, ServletResponse response) throws IOException {
                page.write((HttpServletResponse) response);
            }
        };
    }

    private interface Page {
        void write(HttpServletResponse response) throws IOException;
    }
}
