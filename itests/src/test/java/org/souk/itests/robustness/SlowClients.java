package org.souk.itests.robustness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clients that send or read a byte now and then, on as many connections as told. One that the server closes connects again. */
final class SlowClients implements AutoCloseable {
    /** They come from an address of their own, so that a limit for each address hits them alone. */
    private static final InetSocketAddress FROM = new InetSocketAddress("127.0.0.66", 0);

    private final InetSocketAddress server;
    private final byte[] request;
    private final int atOnce;
    private final long pauseMillis;
    private final List<Client> clients = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    private SlowClients(int port, byte[] request, int atOnce, int count, long pauseMillis) {
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.request = request;
        this.atOnce = atOnce;
        this.pauseMillis = pauseMillis;
        for (int i = 0; i < count; i++) {
            clients.add(new Client());
        }
        thread = new Thread(this::run, "slow-clients");
        thread.start();
    }

    /** Clients that send the start of a request at once, and then a byte after each pause. */
    static SlowClients writers(int port, String start, int count, long pauseMillis) {
        byte[] whole = (start + "x".repeat(1_000)).getBytes(StandardCharsets.ISO_8859_1);
        return new SlowClients(port, whole, start.length(), count, pauseMillis);
    }

    /** Clients that send a request at once, and then read a byte of the answer after each pause. */
    static SlowClients readers(int port, String request, int count, long pauseMillis) {
        byte[] whole = request.getBytes(StandardCharsets.ISO_8859_1);
        return new SlowClients(port, whole, whole.length, count, pauseMillis);
    }

    private void run() {
        try {
            do {
                clients.forEach(Client::step);
            } while (!ended.await(pauseMillis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clients.forEach(Client::close);
    }

    @Override
    public void close() throws InterruptedException {
        ended.countDown();
        thread.join();
    }

    private final class Client {
        private SocketChannel channel;
        private int sent;

        /** Sends or reads the next byte; connects if it is not connected. */
        void step() {
            try {
                if (channel == null) {
                    connect();
                } else if (sent < request.length) {
                    sent += channel.write(ByteBuffer.wrap(request, sent, 1));
                }
                if (channel.read(ByteBuffer.allocate(1)) < 0) {
                    close();
                }
            } catch (IOException e) {
                close();
            }
        }

        private void connect() throws IOException {
            channel = SocketChannel.open();
            // a small window, so that the server cannot send an answer ahead
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 1_024);
            channel.bind(FROM);
            channel.connect(server);
            channel.configureBlocking(false);
            sent = channel.write(ByteBuffer.wrap(request, 0, atOnce));
        }

        void close() {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                // it is closed
            }
            channel = null;
        }
    }
}
