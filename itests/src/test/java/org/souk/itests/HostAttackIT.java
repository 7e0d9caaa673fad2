package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exactly one Host decides which shop answers. An ambiguous request gets 400, never another shop's page. */
@ExtendWith(SharedContainer.class)
class HostAttackIT {
    private static Container container;

    @BeforeAll
    static void aShop(Container shared) {
        container = shared;
        new ShopFiles("victim", "victim.localhost", "*.victim.localhost").drop(container.deploy());
        Await.until(
                Duration.ofSeconds(10),
                () -> "victim is live",
                () -> Http.get(container.httpPort(), "victim.localhost", "/").status() == 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1|Host: victim.localhost|Host: other.localhost",
                "GET / HTTP/1.1|Host: victim.localhost|Host: victim.localhost",
                "GET / HTTP/1.1|Host: a@b",
                "GET / HTTP/1.1|Host: victim.localhost@other.localhost",
                "GET / HTTP/1.1|Host: victim.localhost, other.localhost",
                "GET / HTTP/1.1|Host: victim.localhost:99999",
                "GET / HTTP/1.1|Host: victim_.localhost",
                "GET / HTTP/1.1|Host: vic tim.localhost",
                "GET / HTTP/1.1|Host: victim.localhost/../x",
                "GET / HTTP/1.1|Host:",
                "GET / HTTP/1.1|X-Nothing: 1",
                "GET http://other.localhost/ HTTP/1.1|Host: victim.localhost",
                "GET http://victim.localhost/ HTTP/1.1|Host: other.localhost",
                "GET /%2e%2e/x HTTP/1.1|Host: victim.localhost",
                "GET /..;/x HTTP/1.1|Host: victim.localhost",
                "GET /a%2fb HTTP/1.1|Host: victim.localhost",
                "GET /%00 HTTP/1.1|Host: victim.localhost",
                "GET / HTTP/1.1|Host: victim.localhost| folded: header",
                "POST / HTTP/1.1|Host: victim.localhost|Transfer-Encoding: chunked|Content-Length: 3",
            })
    void is400(String request) throws IOException {
        String answer = raw(request.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).as(request).startsWith("HTTP/1.1 400");
        assertThat(answer).doesNotContain("Shop victim");
    }

    @Test
    @DisplayName("chunk extensions smuggle nothing")
    void smuggling() throws IOException {
        String answer = raw("POST /cart HTTP/1.1\r\nHost: victim.localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "1;a=\"\r\nx\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: victim.localhost\r\n\r\n\"\r\nx\r\n0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"VICTIM.localhost", "victim.localhost.", "a.victim.localhost", "a.b.victim.localhost:1"})
    @DisplayName("other spellings of the same name are the same shop")
    void sameShop(String host) throws IOException {
        String answer = raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").contains("Shop victim");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody.localhost", "127.0.0.1", "xvictim.localhost", "localhost", "[::1]"})
    @DisplayName("a host that nobody holds is 421 and shows nothing of any shop")
    void unknown(String host) {
        Http.Answer page = Http.get(container.httpPort(), host, "/");
        assertThat(page.status()).isEqualTo(421);
        assertThat(page.body()).doesNotContain("Shop ").doesNotContain("victim");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page.headers().firstValue("Server")).isEmpty();
        for (String path :
                new String[] {"/WEB-INF/web.xml", "/META-INF/x", "/api/v1/shop", "/cart", "/static/logo.svg"}) {
            assertThat(Http.get(container.httpPort(), host, path).status())
                    .as(path)
                    .isEqualTo(421);
        }
    }

    @Test
    @DisplayName("nothing of administration on the shoppers' port, no shop on the admin port")
    void portsApart() {
        for (String path : new String[] {"/health/live", "/health/ready", "/metrics", "/admin/"}) {
            assertThat(Http.get(container.httpPort(), "victim.localhost", path).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(Http.get(container.adminPort(), "victim.localhost", "/").status())
                .isNotEqualTo(200);
        assertThat(Http.get(container.adminPort(), "localhost", "/").status()).isEqualTo(404);
        assertThat(Http.get(container.adminPort(), "localhost", "/health/live").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("forwarded headers of somebody who is not a trusted proxy are not believed")
    void untrustedProxy() throws IOException {
        String answer = raw("GET / HTTP/1.1\r\nHost: nobody.localhost\r\nX-Forwarded-Host: victim.localhost\r\n"
                + "Forwarded: host=victim.localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 421");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), container.httpPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
