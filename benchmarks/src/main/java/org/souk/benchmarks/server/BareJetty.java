package org.souk.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.souk.itests.Await;
import org.souk.itests.FreePorts;

/** A Jetty without a shop, in its own process, that answers every request with the same bytes. It is the lower bound of latency. */
public final class BareJetty implements AutoCloseable {
    private final Process process;
    private final int port;

    private BareJetty(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a process that serves the page. */
    public static BareJetty serving(byte[] page) throws IOException {
        Path file = Files.createTempFile("floor", ".html");
        Files.write(file, page);
        return running(BareJetty.class, file.toString());
    }

    /** Starts a process with that main class. Its arguments are the port and the given ones. */
    public static BareJetty running(Class<?> main, String... arguments) throws IOException {
        int port = FreePorts.take();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                String.valueOf(port)));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Files.createTempFile("floor", ".log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Await.until(Duration.ofSeconds(30), () -> "bare Jetty answers", () -> answers(port));
        return new BareJetty(process, port);
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Entry point of the process. Arguments: port, file. */
    public static void main(String[] arguments) throws Exception {
        ByteBuffer page = ByteBuffer.wrap(Files.readAllBytes(Path.of(arguments[1])));
        serve(Integer.parseInt(arguments[0]), new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, page.remaining());
                response.write(true, page.slice(), callback);
                return true;
            }
        });
    }

    /** Serves until the process ends. */
    public static void serve(int port, Handler handler) throws Exception {
        org.eclipse.jetty.server.Server server =
                new org.eclipse.jetty.server.Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(handler);
        server.start();
        server.join();
    }
}
