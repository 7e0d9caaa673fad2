package org.souk.itests.history;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A way to a server on this machine that fails as networks do. */
final class Wire implements AutoCloseable {
    private static final int PIECE = 16_384;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** How it treats traffic. */
    private enum Mode {
        WHOLE,
        /** Ends every connection, the new ones too. */
        CUT,
        /** Discards traffic in both directions. */
        SILENT,
        /** Discards the server's answers, but passes on requests. */
        NO_REPLIES
    }

    private record Trap(Point point, CountDownLatch sprung) {
        /** Once. */
        synchronized boolean springs() {
            boolean first = sprung.getCount() > 0;
            sprung.countDown();
            return first;
        }
    }

    private record Line(Socket near, Socket far, Talk talk) {
        void end() {
            quietly(near);
            quietly(far);
        }
    }

    private final ServerSocket entrance;
    private final int target;
    private final Supplier<Talk> talks;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.WHOLE;
    private volatile @Nullable Trap trap;

    /** To that port, where they talk like that. */
    Wire(int target, Supplier<Talk> talks) {
        this.target = target;
        this.talks = talks;
        try {
            entrance = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    void cut() {
        mode = Mode.CUT;
        endAll();
    }

    void silence() {
        mode = Mode.SILENT;
    }

    void dropReplies() {
        mode = Mode.NO_REPLIES;
    }

    /**
     * Stalls the next transaction that reaches that point, on any connection. From then on that connection passes nothing in that direction.
     */
    void stall(Point point) {
        trap = new Trap(point, new CountDownLatch(1));
    }

    /** Waits until a transaction has reached the point. */
    void awaitStalled() {
        Trap set = Objects.requireNonNull(trap, "nothing is to be held");
        try {
            if (!set.sprung().await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("no transaction comes to " + set.point() + " within " + PATIENCE);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** From now on new connections work; those that lost bytes are closed. */
    void mend() {
        endAll();
        mode = Mode.WHOLE;
    }

    /** The same, but connections that lost bytes stay open and silent, as when a host vanishes. */
    void mendLeavingHalfOpen() {
        lines.clear();
        mode = Mode.WHOLE;
    }

    private void endAll() {
        for (Line line : List.copyOf(lines)) {
            lines.remove(line);
            line.end();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = entrance.accept();
            try {
                Line line = new Line(near, new Socket(InetAddress.getLoopbackAddress(), target), talks.get());
                lines.add(line);
                if (mode == Mode.CUT) {
                    lines.remove(line);
                    line.end();
                    continue;
                }
                start(() -> carry(line, line.near(), line.far(), false));
                start(() -> carry(line, line.far(), line.near(), true));
            } catch (IOException e) {
                // the server accepts no connection, so refuse this one too
                quietly(near);
            }
        }
    }

    private void carry(Line line, Socket from, Socket to, boolean reply) throws IOException {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[PIECE];
            boolean whole = true;
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                // a connection that lost bytes passes nothing any more
                whole &= mode != Mode.SILENT && !(reply && mode == Mode.NO_REPLIES);
                whole &= !isStalled(line.talk(), new String(some, 0, count, ISO_8859_1), reply);
                if (whole) {
                    out.write(some, 0, count);
                }
            }
            if (!whole) {
                return;
            }
        } catch (IOException e) {
            // one end has closed, so close the other one too
        }
        lines.remove(line);
        line.end();
    }

    private boolean isStalled(Talk talk, String piece, boolean reply) {
        Optional<Point> point = reply ? talk.answered(piece) : talk.asked(piece);
        Trap set = trap;
        return set != null && point.filter(set.point()::equals).isPresent() && set.springs();
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use any more
        }
    }

    private interface Carrier {
        void run() throws IOException;
    }

    private static void start(Carrier carrier) {
        Thread thread = new Thread(
                () -> {
                    try {
                        carrier.run();
                    } catch (IOException e) {
                        // the entrance was closed
                    }
                },
                "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        endAll();
    }
}
