package org.souk.itests.robustness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One connection to loopback: sends bytes as they are, ends its own side, and reads until the server has ended its own. */
final class RawHttp {
    private static final int TIMEOUT = 10_000;

    private RawHttp() {}

    /**
     * What came back, and after how many milliseconds the server had closed the connection.
     *
     * @param text the bytes as ISO 8859-1; empty if the server closed without an answer
     * @param millis at least 10,000 if the server never closed
     */
    record Answer(String text, long millis) {
        /** The number in the status line, or 0 if there is none. */
        int status() {
            return text.matches("(?s)HTTP/1\\.[01] \\d{3}.*") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        /** The head and the body in the charset of all pages. */
        String utf8() {
            return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }

    /** @param request lines separated by |, without the blank line at the end */
    static Answer lines(int port, String request) {
        return bytes(port, (request.replace("|", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    static Answer bytes(int port, byte[] request) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        long start = System.nanoTime();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT);
            send(socket, request);
            InputStream in = socket.getInputStream();
            byte[] piece = new byte[8_192];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                answer.write(piece, 0, length);
            }
        } catch (SocketTimeoutException e) {
            // the time says it
        } catch (IOException e) {
            // the server has reset the connection; what it answered before that counts
        }
        return new Answer(
                answer.toString(StandardCharsets.ISO_8859_1), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    /** The server may have seen enough before all is sent: it closes the connection, but its answer can still be read. */
    private static void send(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
        } catch (IOException e) {
            // reading says what happened
        }
    }
}
