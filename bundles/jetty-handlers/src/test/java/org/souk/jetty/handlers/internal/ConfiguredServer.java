package org.souk.jetty.handlers.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.xml.XmlConfiguration;

/**
 * A Jetty server with the distribution's {@code jetty.xml}, on free ports, with as many threads as Pax Web gives it. Its only context reads
 * the body and writes the response as a servlet does: the thread waits for the client.
 */
final class ConfiguredServer implements AutoCloseable {
    static final int THREADS = 200;
    /** A path whose response is larger than the buffers of a socket and than {@code WriteBehindHandler} keeps of one response. */
    static final String LARGE = "/large";

    static final int LARGE_BYTES = 16 * 1024 * 1024;
    static final int PAGE_BYTES = 600_000;

    private static final byte[] LARGE_RESPONSE = new byte[LARGE_BYTES];
    private static final byte[] PAGE = new byte[PAGE_BYTES];

    final Server server = new Server(new QueuedThreadPool(THREADS));

    ConfiguredServer() throws Exception {
        this("/");
    }

    /** @param path of the only context */
    ConfiguredServer(String path) throws Exception {
        ContextHandlerCollection contexts = new ContextHandlerCollection(true);
        contexts.addHandler(new ContextHandler(new Blocking(), path));
        server.setHandler(contexts);
        try (ResourceFactory.Closeable resources = ResourceFactory.closeable()) {
            XmlConfiguration xml =
                    new XmlConfiguration(resources.newResource(Path.of("../../features/src/main/etc/jetty.xml")));
            xml.getIdMap().put("Server", server);
            xml.configure();
        }
        for (var connector : server.getConnectors()) {
            ((ServerConnector) connector).setHost("127.0.0.1");
            ((ServerConnector) connector).setPort(0);
        }
        server.start();
    }

    int port(String name) {
        for (var connector : server.getConnectors()) {
            if (name.equals(connector.getName())) {
                return ((ServerConnector) connector).getLocalPort();
            }
        }
        throw new IllegalArgumentException(name);
    }

    Socket connect(String connector) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", port(connector)));
        socket.setSoTimeout(60_000);
        return socket;
    }

    /** Sends a request and reads until the server closes the connection. */
    String exchange(String connector, String request) throws IOException {
        try (Socket socket = connect(connector)) {
            send(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a.localhost\r\nConnection: close\r\n\r\n";
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static final class Blocking extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            // as the session handler of a servlet context does
            Request.getCookies(request);
            String path = Request.getPathInContext(request);
            InputStream body = Content.Source.asInputStream(request);
            try {
                // as the shops do: what is declared to be too long is not read
                int read = request.getLength() > 65_536 ? 65_537 : body.readNBytes(new byte[65_537], 0, 65_537);
                response.setStatus(read > 65_536 ? 413 : 200);
                byte[] bytes =
                        switch (path) {
                            case LARGE -> LARGE_RESPONSE;
                            case "/page" -> PAGE;
                            default -> ("read " + read).getBytes(StandardCharsets.US_ASCII);
                        };
                response.getHeaders().put("Content-Length", bytes.length);
                try (OutputStream out = Content.Sink.asOutputStream(response)) {
                    out.write(bytes);
                }
                callback.succeeded();
            } catch (IOException e) {
                callback.failed(e);
            }
            return true;
        }
    }
}
