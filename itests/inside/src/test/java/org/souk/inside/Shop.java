package org.souk.inside;

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
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.souk.itests.Await;

/** A shop in the container under test: dropped into its deploy folder, and asked over HTTP as shoppers ask. */
final class Shop {
    private final String id;
    private final String host;

    Shop(String id) {
        this.id = id;
        this.host = id + ".localhost";
    }

    /** Drops it as an archive of three products. */
    Path drop(String price) {
        Path file = deploy().resolve(id + ".catalog.zip");
        String yaml = "id: %s\nname: Shop %s\nhosts: [%s]\ncurrency: GBP\nlocale: en-GB\n".formatted(id, id, host);
        StringBuilder table = new StringBuilder("Handle,Title,Variant SKU,Variant Price\n");
        for (int i = 1; i <= 3; i++) {
            table.append("item-%d,Item %d,SKU-%d,%s\n".formatted(i, i, i, price));
        }
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, "catalog.yaml", yaml);
            add(zip, "products.csv", table.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    static Path deploy() {
        return Path.of(System.getProperty("karaf.base"), "deploy");
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The status of a page, or 0 if nobody listens. */
    int status(String path) {
        return statusOf(ask("GET", path, "", ""));
    }

    private static int statusOf(String answer) {
        return answer.isEmpty() ? 0 : Integer.parseInt(answer.substring(9, 12));
    }

    /** Puts an item into a new cart. */
    int buy() {
        return statusOf(ask(
                "POST",
                "/api/v1/cart/lines",
                "Content-Type: application/json\r\n",
                "{\"sku\":\"SKU-1\",\"quantity\":1}"));
    }

    /**
     * The whole answer; empty if nobody listens or answers.
     *
     * @param headers lines, each with its end
     */
    String ask(String method, String path, String headers, String body) {
        String request = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv("SOUK_HTTP_PORT")))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Waits until it answers pages, finds goods, and sells. */
    void awaitWhole() {
        Await.until(Duration.ofSeconds(30), () -> host + " shows " + status("/"), () -> status("/") == 200);
        Await.until(Duration.ofSeconds(30), () -> host + " finds " + status("/search?q=item"), () -> ask(
                        "GET", "/api/v1/products?q=item", "", "")
                .contains("\"item-1\""));
        Await.until(Duration.ofSeconds(30), () -> host + " sells: " + buy(), () -> buy() == 200);
    }

    void awaitPrice(int amount) {
        Await.until(Duration.ofSeconds(10), () -> host + " asks another price than " + amount, () -> ask(
                        "GET", "/api/v1/products/item-1", "", "")
                .contains("\"amount\":" + amount));
    }
}
