package org.souk.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {
    private static final String COUNTED = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst";
    private static final String CHUNKED =
            "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nsec\r\n3;x=y\r\nond\r\n0\r\n\r\n";
    private static final String CLOSING = "HTTP/1.1 421 \r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    @Test
    @DisplayName("answers are read whole, counted or in chunks, one after the other on one connection")
    void reads() throws IOException {
        try (StubServer server = new StubServer(List.of(COUNTED, CHUNKED, CLOSING), n -> 0);
                HttpConnection connection = new HttpConnection(server.port())) {
            assertThat(connection.get("a.example", "/").text()).isEqualTo("first");
            Response second = connection.get("a.example", "/");
            assertThat(second.status()).isEqualTo(404);
            assertThat(second.text()).isEqualTo("second");
            assertThat(connection.get("a.example", "/").closing()).isTrue();
            assertThat(connection.get("a.example", "/").text()).isEqualTo("first");
        }
    }

    @Test
    @DisplayName("an answer that ends too early is a failure")
    void half() throws IOException {
        String half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
        try (StubServer server = new StubServer(List.of(half), n -> 0, 1);
                HttpConnection connection = new HttpConnection(server.port())) {
            assertThatThrownBy(() -> connection.get("a.example", "/"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("closed after");
        }
        assertThatThrownBy(() -> ResponseHead.parse("ICY 200 OK")).hasMessageContaining("ICY");
    }

    @Test
    @DisplayName("a cookie is what its owner sends back, without what is said of it")
    void cookie() throws IOException {
        assertThat(ResponseHead.parse("HTTP/1.1 200 OK\r\nSet-Cookie: souk=aB1; Path=/; HttpOnly")
                        .cookie())
                .isEqualTo("souk=aB1");
        assertThat(ResponseHead.parse("HTTP/1.1 200 OK\r\nContent-Length: 0").cookie())
                .isEmpty();
    }
}
