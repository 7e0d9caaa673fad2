package org.souk.jetty.handlers.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnavailableHandlerTest {
    private static ConfiguredServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new ConfiguredServer("/here");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "DELETE"})
    @DisplayName("the shop connector answers 503 to unhandled requests")
    void shoppers(String method) throws Exception {
        HttpResponse<String> answer = send("shop", method, "/p/bridle");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        assertThat(answer.body())
                .isEqualTo(method.equals("HEAD") ? "" : "One moment, please: try again in a few seconds\n");
    }

    @Test
    @DisplayName("handled requests are unchanged, and other paths of the admin connector are 404")
    void others() throws Exception {
        assertThat(send("shop", "GET", "/here/").statusCode()).isEqualTo(200);
        assertThat(send("admin", "GET", "/here/").statusCode()).isEqualTo(200);
        assertThat(send("admin", "GET", "/p/bridle").statusCode()).isEqualTo(404);
        assertThat(send("admin", "GET", "/healthy").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/ready", "/health/live", "/metrics", "/admin/"})
    @DisplayName("before the web edge is registered and after it is removed, the admin connector answers 503 in JSON")
    void operators(String path) throws Exception {
        HttpResponse<String> answer = send("admin", "GET", path);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"urn:souk:problem:unavailable\"", "\"status\":503");
    }

    @ParameterizedTest
    @CsvSource({"shop, 503", "admin, 404"})
    @DisplayName("a tunnel, which has no path, is refused as other requests are")
    void tunnels(String connector, int status) throws Exception {
        try (Socket socket = server.connect(connector)) {
            ConfiguredServer.send(socket, "CONNECT a.localhost:80 HTTP/1.1\r\nHost: a.localhost:80\r\n\r\n");
            String start = "HTTP/1.1 " + status;
            assertThat(socket.getInputStream().readNBytes(start.length()))
                    .asString(US_ASCII)
                    .isEqualTo(start);
        }
    }

    private static HttpResponse<String> send(String connector, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port(connector) + path))
                .method(method, method.equals("POST") ? BodyPublishers.ofString("a=b") : BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
