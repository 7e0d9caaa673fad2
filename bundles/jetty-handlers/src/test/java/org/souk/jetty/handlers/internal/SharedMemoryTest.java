package org.souk.jetty.handlers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.itests.Await;

/** What many slow clients together leave to the others. */
class SharedMemoryTest {
    private static final int SMALL_BYTES = 20_000;
    private static final int LARGE_BYTES = 16 * 1024 * 1024;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final List<Socket> clients = new ArrayList<>();
    private final AtomicInteger large = new AtomicInteger();

    private void start(Handler.Wrapper handler) throws Exception {
        connector.setHost("127.0.0.1");
        connector.setName(UnavailableHandler.SHOP);
        server.addConnector(connector);
        handler.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                boolean small = Request.getPathInContext(request).equals("/small");
                if (!small) {
                    large.incrementAndGet();
                }
                try {
                    try (OutputStream out = Content.Sink.asOutputStream(response)) {
                        out.write(new byte[small ? SMALL_BYTES : LARGE_BYTES]);
                    }
                    callback.succeeded();
                } catch (IOException e) {
                    callback.failed(e);
                }
                return true;
            }
        });
        server.setHandler(handler);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket client : clients) {
            client.close();
        }
        server.stop();
    }

    private Socket send(String request) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(4_096);
        client.connect(new InetSocketAddress("127.0.0.1", connector.getLocalPort()));
        client.setSoTimeout(20_000);
        clients.add(client);
        ConfiguredServer.send(client, request);
        return client;
    }

    private static String read(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    @Test
    @DisplayName("a small response finds room although many clients read large ones slowly")
    void small() throws Exception {
        start(new WriteBehindHandler(10, 4 * 1024 * 1024));
        for (int i = 0; i < 30; i++) {
            send(ConfiguredServer.get("/large"));
        }
        Await.until(() -> large.get() == 30);
        for (int i = 0; i < 50; i++) {
            String response = read(send(ConfiguredServer.get("/small")));
            assertThat(response).startsWith("HTTP/1.1 200").hasSizeGreaterThan(SMALL_BYTES);
        }
    }

    @Test
    @DisplayName("bodies that arrive slowly share memory; a body that finds none is answered 503")
    void bodies() throws Exception {
        ByteAccount memory = new ByteAccount(100_000);
        start(new EagerContentHandler(new BodyLoaderFactory(65_536, 20, memory)));
        Socket finished = send(post("x".repeat(40_000)));
        Socket gone = send(post("x".repeat(40_000)));
        Await.until(() -> memory.taken() == 80_000);

        assertThat(read(send(post("x".repeat(40_000)))))
                .startsWith("HTTP/1.1 503")
                .contains("Retry-After");
        Await.until(() -> memory.taken() == 80_000);
        gone.close();
        Await.until(() -> memory.taken() == 40_000);
        ConfiguredServer.send(finished, "x".repeat(10_000));
        assertThat(read(finished)).startsWith("HTTP/1.1 200");
        assertThat(memory.taken()).isZero();
    }

    @Test
    @DisplayName("a body that is late takes no memory any more")
    void late() throws Exception {
        ByteAccount memory = new ByteAccount(100_000);
        start(new EagerContentHandler(new BodyLoaderFactory(65_536, 0, memory)));
        assertThat(read(send(post("x")))).startsWith("HTTP/1.1 408");
        assertThat(memory.taken()).isZero();
    }

    private static String post(String begin) {
        return "POST /small HTTP/1.1\r\nHost: a.localhost\r\nConnection: close\r\nContent-Length: 50000\r\n\r\n"
                + begin;
    }
}
