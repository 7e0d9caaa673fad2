package org.souk.itests.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server on this machine that fails as networks do. */
final class Wire implements AutoCloseable {
    private static final int PIECE = 16_384;

    /** What it does with what it carries. */
    private enum Mode {
        WHOLE,
        /** Ends every connection, the new ones too. */
        CUT,
        /** Swallows what either end says. */
        SILENT,
        /** Swallows what the server answers, after it was asked. */
        NO_REPLIES
    }

    private record Line(Socket near, Socket far) {
        void end() {
            quietly(near);
            quietly(far);
        }
    }

    private final ServerSocket entrance;
    private final int target;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.WHOLE;

    Wire(int target) {
        this.target = target;
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

    /** From now on new connections work; those that lost something are ended. */
    void mend() {
        endAll();
        mode = Mode.WHOLE;
    }

    /** The same, but those that lost something hang on, as when a host vanished. */
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
                Line line = new Line(near, new Socket(InetAddress.getLoopbackAddress(), target));
                lines.add(line);
                if (mode == Mode.CUT) {
                    lines.remove(line);
                    line.end();
                    continue;
                }
                start(() -> carry(line, line.near(), line.far(), false));
                start(() -> carry(line, line.far(), line.near(), true));
            } catch (IOException e) {
                // nobody listens there: so it is for who came this way
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
                // nothing comes through again where something was lost
                whole &= mode != Mode.SILENT && !(reply && mode == Mode.NO_REPLIES);
                if (whole) {
                    out.write(some, 0, count);
                }
            }
            if (!whole) {
                return;
            }
        } catch (IOException e) {
            // one end is gone; so is the other, for all that it knows
        }
        lines.remove(line);
        line.end();
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
