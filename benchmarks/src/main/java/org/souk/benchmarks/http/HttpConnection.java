package org.souk.benchmarks.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One keep-alive connection to loopback, on a plain socket, because load and server share the CPU. For one thread at a time.
 */
public final class HttpConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    /** Jetty closes connections after 30 s idle; this opens a new one earlier. */
    private static final long IDLE_NANOS = 10_000_000_000L;

    private static final int MAX_BYTES = 64 << 20;

    private final int port;
    private @Nullable Socket socket;
    private byte[] buffer = new byte[64 << 10];
    private int filled;
    private long used;

    public HttpConnection(int port) {
        this.port = port;
    }

    /** The bytes of a GET request, for repeated use. */
    public static byte[] request(String host, String path) {
        return request(host, path, "");
    }

    /**
     * The bytes of a GET request with additional headers.
     *
     * @param headers header lines, each with its line end
     */
    public static byte[] request(String host, String path, String headers) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: */*\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Asks and reads the whole answer; valid until the next call. */
    public Response get(String host, String path) throws IOException {
        return send(request(host, path));
    }

    /** Asks and reads the whole answer; valid until the next call. */
    public Response send(byte[] request) throws IOException {
        Socket open = open();
        boolean complete = false;
        try {
            open.getOutputStream().write(request);
            Response answer = read(open.getInputStream());
            complete = !answer.closing();
            return answer;
        } finally {
            used = System.nanoTime();
            if (!complete) {
                close();
            }
        }
    }

    private Socket open() throws IOException {
        Socket open = socket;
        if (open != null && System.nanoTime() - used < IDLE_NANOS) {
            return open;
        }
        close();
        open = new Socket();
        open.setTcpNoDelay(true);
        open.setSoTimeout(TIMEOUT_MILLIS);
        open.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        socket = open;
        return open;
    }

    private Response read(InputStream in) throws IOException {
        filled = 0;
        int end = -1;
        int searched = 0;
        while (end < 0) {
            more(in);
            end = ByteSearch.find(buffer, searched, filled, ResponseHead.END);
            searched = Math.max(0, filled - 3);
        }
        int start = end + ResponseHead.END.length;
        ResponseHead head = ResponseHead.parse(new String(buffer, 0, end, StandardCharsets.ISO_8859_1));
        if (head.chunked()) {
            return new Response(head, buffer, start, chunks(in, start));
        }
        int length = Math.max(0, head.length());
        while (filled < start + length) {
            more(in);
        }
        return new Response(head, buffer, start, length);
    }

    /** Joins the chunks and returns their total length. */
    private int chunks(InputStream in, int start) throws IOException {
        int from = start;
        int to = start;
        while (true) {
            int eol = line(in, from);
            String size = new String(buffer, from, eol - from, StandardCharsets.ISO_8859_1);
            int length = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
            while (filled < eol + 2 + length + 2) {
                more(in);
            }
            System.arraycopy(buffer, eol + 2, buffer, to, length);
            to += length;
            from = eol + 2 + length + 2;
            if (length == 0) {
                return to - start;
            }
        }
    }

    private int line(InputStream in, int from) throws IOException {
        int eol;
        while ((eol = ByteSearch.find(buffer, from, filled, ResponseHead.LINE)) < 0) {
            more(in);
        }
        return eol;
    }

    private void more(InputStream in) throws IOException {
        if (filled == buffer.length) {
            if (filled >= MAX_BYTES) {
                throw new IOException("the answer is longer than " + MAX_BYTES + " bytes");
            }
            buffer = Arrays.copyOf(buffer, 2 * filled);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            throw new EOFException("closed after " + filled + " bytes of an answer");
        }
        filled += read;
    }

    @Override
    public void close() {
        Socket open = socket;
        socket = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
