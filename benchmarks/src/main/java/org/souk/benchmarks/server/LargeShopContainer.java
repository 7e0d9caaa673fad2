package org.souk.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.souk.benchmarks.http.HttpConnection;
import org.souk.benchmarks.shop.LargeShop;
import org.souk.benchmarks.shop.Shop;

/** A container for the large shop. */
public record LargeShopContainer(MeasuredContainer server, LargeShop shop, Path archives) implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(240);

    public static LargeShopContainer start(String name, String heap, int products) throws IOException {
        MeasuredContainer server = MeasuredContainer.start(name, heap);
        Path archives = Files.createDirectories(server.container().home().resolve("archives"));
        return new LargeShopContainer(server, new LargeShop(products), archives);
    }

    /** Deploys a version and returns the milliseconds from the end of the copy until it is live. */
    public double drop(int version) throws IOException {
        Path archive = archives.resolve(version + ".zip");
        shop.write(archive, version);
        try (InputStream in = Files.newInputStream(archive);
                OutputStream out = Files.newOutputStream(shop.in(server.deploy()))) {
            in.transferTo(out);
        }
        long end = System.nanoTime();
        Files.delete(archive);
        byte[] marker = Shop.marker(version).getBytes(StandardCharsets.US_ASCII);
        return server.until(
                LargeShop.HOST,
                shop.changing(),
                end,
                DEADLINE,
                answer -> answer.status() == 200 && answer.contains(marker));
    }

    /** Requests a long file without reading it, so that the live version cannot be retired. */
    public Socket slowReader() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8 << 10);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 5000);
        socket.getOutputStream().write(HttpConnection.request(LargeShop.HOST, "/static/" + LargeShop.LONG_FILE));
        if (socket.getInputStream().read() < 0) {
            throw new UncheckedIOException(new IOException("no answer"));
        }
        return socket;
    }

    @Override
    public void close() {
        server.close();
    }
}
