package org.souk.jetty.handlers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.itests.Await;

class SlowClientsTest {
    /** More than there are threads. */
    private static final int CLIENTS = ConfiguredServer.THREADS + 10;

    private final List<Socket> slow = new ArrayList<>();
    private ConfiguredServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ConfiguredServer();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : slow) {
            socket.close();
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHo",
                "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 50\r\n\r\nx",
                "POST / HTTP/1.1\r\nHost: a.localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n5",
                "GET /page HTTP/1.1\r\nHost: a.localhost\r\n\r\n",
                "GET /large HTTP/1.1\r\nHost: a.localhost\r\n\r\n",
            })
    @DisplayName("210 slow clients delay neither other shoppers nor health")
    void othersAreServed(String request) throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            Socket socket = server.connect("shop");
            slow.add(socket);
            ConfiguredServer.send(socket, request);
        }
        // the server takes some time to accept them all, and to write what their sockets hold
        Await.until(() -> millis("shop") < 200);
        List<Long> shop = new ArrayList<>();
        List<Long> health = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            shop.add(millis("shop"));
            health.add(millis("admin"));
        }
        assertThat(percentile(shop, 90)).as("shop").isLessThan(500);
        assertThat(percentile(health, 90)).as("health").isLessThan(100);
    }

    private long millis(String connector) throws IOException {
        long start = System.nanoTime();
        try (Socket socket = server.connect(connector)) {
            socket.setSoTimeout(5_000);
            ConfiguredServer.send(socket, ConfiguredServer.get("/"));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200");
        }
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static long percentile(List<Long> values, int percent) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/large"})
    @DisplayName("a client that reads late gets the whole response")
    void readsLate(String path) throws Exception {
        try (Socket socket = server.connect("shop")) {
            ConfiguredServer.send(socket, ConfiguredServer.get(path));
            int expected = path.equals("/page") ? ConfiguredServer.PAGE_BYTES : ConfiguredServer.LARGE_BYTES;
            byte[] response = socket.getInputStream().readAllBytes();
            int body = indexOfBody(response);
            assertThat(new String(Arrays.copyOf(response, body), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200")
                    .contains("Content-Length: " + expected);
            assertThat(response.length - body).isEqualTo(expected);
        }
    }

    private static int indexOfBody(byte[] response) {
        return new String(response, 0, 1_000, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
    }

    @Test
    @DisplayName("a body that arrives in pieces is whole, and the connection goes on")
    void pieces() throws Exception {
        try (Socket socket = server.connect("shop")) {
            String head = "POST / HTTP/1.1\r\nHost: a.localhost\r\nContent-Length: 40000\r\n\r\n";
            ConfiguredServer.send(socket, head);
            for (int i = 0; i < 400; i++) {
                ConfiguredServer.send(socket, "x".repeat(100));
            }
            assertThat(line(socket.getInputStream())).startsWith("HTTP/1.1 200");
            assertThat(rest(socket.getInputStream(), "read 40000")).isTrue();
            ConfiguredServer.send(
                    socket,
                    "POST / HTTP/1.1\r\nHost: a.localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "1\r\nx\r\n".repeat(3_000) + "0\r\n\r\n");
            assertThat(rest(socket.getInputStream(), "read 3000")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 65537\r\n\r\nx",
                "Transfer-Encoding: chunked\r\n\r\n10001\r\n",
                "Content-Length: 9999999\r\nExpect: 100-continue\r\n\r\n"
            })
    @DisplayName("a body that is too long is refused before it has arrived")
    void tooLong(String rest) throws Exception {
        String filler = rest.startsWith("Transfer") ? "x".repeat(65_537) : "";
        String response;
        try (Socket socket = server.connect("shop")) {
            ConfiguredServer.send(socket, "POST / HTTP/1.1\r\nHost: a.localhost\r\n" + rest + filler);
            if (rest.startsWith("Content-Length: 65537")) {
                ConfiguredServer.send(socket, "x".repeat(65_536));
            }
            response = line(socket.getInputStream());
        }
        assertThat(response).startsWith("HTTP/1.1 413");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static boolean rest(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            text.append((char) next);
            if (text.indexOf(end) >= 0) {
                return true;
            }
        }
        return false;
    }
}
