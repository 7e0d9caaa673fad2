package org.souk.benchmarks.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Answers with given bytes in turn, on one connection at a time, each after a given number of milliseconds. */
public final class StubServer implements AutoCloseable {
    private final ServerSocket socket;
    private final int most;

    public StubServer(List<String> answers, IntUnaryOperator delays) throws IOException {
        this(answers, delays, Integer.MAX_VALUE);
    }

    /** Closes each connection after so many answers. */
    public StubServer(List<String> answers, IntUnaryOperator delays, int most) throws IOException {
        this.most = most;
        socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> serve(answers, delays));
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void serve(List<String> answers, IntUnaryOperator delays) {
        int n = 0;
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                for (int i = 0; i < most && request(client.getInputStream()); i++) {
                    long until = System.nanoTime() + delays.applyAsInt(n) * 1_000_000L;
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    client.getOutputStream()
                            .write(answers.get(n % answers.size()).getBytes(StandardCharsets.ISO_8859_1));
                    n++;
                }
            } catch (IOException e) {
                // the client has disconnected, or the test is over
            }
        }
    }

    private static boolean request(InputStream in) throws IOException {
        int end = 0;
        while (end < 4) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : 0;
        }
        return true;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
