package org.souk.jetty.handlers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedRequestsTest {
    private static ConfiguredServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new ConfiguredServer();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "shop,  GET,    /p/%00,                  400, text/html",
        "shop,  GET,    /p/%ff,                  400, text/html",
        "shop,  GET,    /p/%zz,                  400, text/html",
        "shop,  GET,    /p/..%2f,                400, text/html",
        "shop,  PUT,    /p/%00,                  400, text/html",
        "shop,  GET,    /api/v1/products/%00,    400, text/html",
        "shop,  GET,    /api/v1/products/%ff,    400, application/problem+json",
        "shop,  DELETE, /api/v1/products/%ff,    400, application/problem+json",
        "admin, GET,    /health/%00,             400, application/problem+json",
        "admin, GET,    /health/%ff,             400, application/problem+json"
    })
    @DisplayName("what Jetty refuses gets an answer that does not name Jetty")
    void neutral(String connector, String method, String path, int status, String type) throws Exception {
        String response =
                server.exchange(connector, method + ConfiguredServer.get(path).substring(3));
        assertThat(response).startsWith("HTTP/1.1 " + status).contains("Content-Type: " + type);
        String body = response.substring(response.indexOf("\r\n\r\n") + 4);
        assertThat(body).contains(type.startsWith("text") ? "<h1>Bad Request</h1>" : "\"status\":400");
        assertThat(response.toLowerCase(Locale.ROOT)).doesNotContain("jetty", "exception", "%00", "%ff", "utf8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/p/100%25", "/p/100%25%20wool", "/p/%2541"})
    @DisplayName("an encoded percent sign is a percent sign")
    void percent(String path) throws Exception {
        assertThat(server.exchange("shop", ConfiguredServer.get(path))).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=b\tc",
                "a=\u00e4\u00ad",
                "a=\"b; souk=x",
                "=b",
                "a",
                ";;,=",
                "a b=c; $Version=1",
                "a=b\\; c=\""
            })
    @DisplayName("a malformed cookie refuses no request")
    void cookies(String cookie) throws Exception {
        String request = ConfiguredServer.get("/")
                .replaceFirst("\r\n", "\r\nCookie: " + Matcher.quoteReplacement(cookie) + "\r\n");
        assertThat(server.exchange("shop", request)).startsWith("HTTP/1.1 200");
    }

    @Test
    @DisplayName("an upgrade to HTTP/2 is answered as HTTP/1.1")
    void upgrade() throws Exception {
        String response = server.exchange(
                "shop",
                "GET / HTTP/1.1\r\nHost: a.localhost\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");
        assertThat(response).startsWith("HTTP/1.1 200").doesNotContain("101").endsWith("read 0");
    }

    @Test
    @DisplayName("HTTP/2 without an upgrade is refused, and the connection closed")
    void preface() throws Exception {
        String response = server.exchange("shop", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
        assertThat(response).startsWith("HTTP/1.1 4").doesNotContain("Jetty");
    }
}
