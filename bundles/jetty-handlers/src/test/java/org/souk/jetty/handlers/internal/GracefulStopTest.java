package org.souk.jetty.handlers.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GracefulStopTest {
    private final Server server = new Server();
    private final ServerConnector shop = connector("shop");
    private final ServerConnector admin = connector("admin");
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final GracefulStop stop = new GracefulStop(server);

    @BeforeEach
    void start() throws Exception {
        server.setHandler(new Slow());
        server.start();
    }

    @AfterEach
    void end() throws Exception {
        answers.countDown();
        server.stop();
    }

    @Test
    @DisplayName(
            "nobody new gets in, who is inside is answered, who is idle is sent away; the operators' port stays open")
    void drains() throws Exception {
        int port = shop.getLocalPort();
        try (Socket idle = new Socket("127.0.0.1", port);
                Socket busy = new Socket("127.0.0.1", port)) {
            ask(busy, "/slow");
            assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> drained = CompletableFuture.runAsync(stop::drain);

            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(ConnectException.class);
            assertThat(drained).isNotDone();
            answers.countDown();
            assertThat(answer(busy.getInputStream())).startsWith("HTTP/1.1 200").endsWith("done");
            assertThat(drained).succeedsWithin(Duration.ofSeconds(30));
        }
        try (Socket operator = new Socket("127.0.0.1", admin.getLocalPort())) {
            ask(operator, "/");
            assertThat(operator.getInputStream().read()).isEqualTo('H');
        }
    }

    private static void ask(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String answer(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }

    private ServerConnector connector(String name) {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setName(name);
        connector.setShutdownIdleTimeout(300);
        server.addConnector(connector);
        return connector;
    }

    private final class Slow extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (Request.getPathInContext(request).equals("/slow")) {
                inside.countDown();
                answers.await();
            }
            Content.Sink.write(response, true, "done", callback);
            return true;
        }
    }
}
