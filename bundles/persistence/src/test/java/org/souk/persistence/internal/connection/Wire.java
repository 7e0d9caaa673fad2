package org.souk.persistence.internal.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server on this machine that can lose what it carries, without a word to either end, as when a host vanishes. */
final class Wire implements AutoCloseable {
    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile boolean dark;

    Wire(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** From now on nothing gets through. */
    void cut() {
        dark = true;
        cuts.incrementAndGet();
    }

    /** New connections get through; those from before hang for ever. */
    void mend() {
        cuts.incrementAndGet();
        dark = false;
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = entrance.accept();
            sockets.add(near);
            if (!dark) {
                int cut = cuts.get();
                Socket far = new Socket(InetAddress.getByName("127.0.0.1"), target);
                sockets.add(far);
                start(() -> carry(near, far, cut));
                start(() -> carry(far, near, cut));
            }
        }
    }

    private void carry(Socket from, Socket to, int cut) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] some = new byte[8192];
        for (int count = in.read(some); count >= 0; count = in.read(some)) {
            if (cuts.get() != cut) {
                return;
            }
            out.write(some, 0, count);
        }
        to.close();
    }

    private interface Carrier {
        void run() throws IOException;
    }

    private static void start(Carrier carrier) {
        Thread thread = new Thread(() -> {
            try {
                carrier.run();
            } catch (IOException e) {
                // an end was closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
