package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two containers behind a proxy, configured as docs/containers.md says, word by word but for addresses. */
class BalancerIT {
    private static final String HOST = "balanced.localhost";
    private static final Path FOLDER =
            Path.of(System.getProperty("souk.containers")).resolve("balancer");
    private static final Path CERTIFICATE = FOLDER.resolve("shops.pem");
    private static Container first;
    private static Container second;

    /** A proxy: its block in the text, and what it needs around it. */
    enum Proxy {
        NGINX(
                "nginx",
                "daemon off; pid %1$s/nginx.pid; error_log %1$s/error.log; events {}\n"
                        + "http { access_log off; client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c;"
                        + " uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;\n%2$s\n}\n") {
            @Override
            List<String> command(Path file) {
                return List.of(
                        "nginx",
                        "-c",
                        file.toString(),
                        "-e",
                        file.resolveSibling("error.log").toString());
            }
        },
        HAPROXY("haproxy", "%2$s\n") {
            @Override
            List<String> command(Path file) {
                return List.of("haproxy", "-db", "-f", file.toString());
            }
        };

        private final String language;
        private final String around;

        Proxy(String language, String around) {
            this.language = language;
            this.around = around;
        }

        abstract List<String> command(Path file);

        Process start(int port) throws IOException {
            return start(port, first.httpPort(), second.httpPort(), first.adminPort(), second.adminPort());
        }

        /** Starts it before two servers, given by their ports for shoppers and for health checks. */
        Process start(int port, int one, int other, int healthOfOne, int healthOfOther) throws IOException {
            String text = Files.readString(Path.of(System.getProperty("souk.docs"), "containers.md"));
            Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                    .matcher(text);
            assertThat(block.find()).as(language).isTrue();
            String own = block.group(1)
                    .replace("10.0.0.11:8181", "127.0.0.1:" + one)
                    .replace("10.0.0.12:8181", "127.0.0.1:" + other)
                    .replaceFirst("port 8182", "port " + healthOfOne)
                    .replaceFirst("port 8182", "port " + healthOfOther)
                    .replace("listen 443", "listen 127.0.0.1:" + port)
                    .replace("bind :443", "bind 127.0.0.1:" + port)
                    .replace("/etc/souk/shops.pem", CERTIFICATE.toString());
            Path folder = Files.createDirectories(FOLDER.resolve(language));
            Path file = Files.writeString(folder.resolve("proxy.conf"), around.formatted(folder, own));
            return new ProcessBuilder(command(file))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("proxy.log").toFile())
                    .start();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(FOLDER.resolve("deploy"));
        Certificate.write(CERTIFICATE, HOST);
        new ShopFiles("balanced", HOST).products(3, "10.00", 10_000).drop(FOLDER.resolve("deploy"));
        Map<String, String> both =
                Map.of("SOUK_DEPLOY", FOLDER.resolve("deploy").toString(), "SOUK_TRUSTED_PROXIES", "127.0.0.1");
        first = Container.start("balanced-a", both);
        second = Container.start("balanced-b", first.sharing(both));
    }

    @AfterAll
    static void stop() {
        assertThat(Containers.close(second, first)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Proxy.class)
    @DisplayName("a cart over HTTPS through both containers, and one that is stopped while shoppers read and buy")
    void oneShop(Proxy kind) throws Exception {
        int port = FreePorts.take();
        Process proxy = kind.start(port);
        try (Secure shopper = new Secure(port, HOST, CERTIFICATE)) {
            Await.until(
                    Duration.ofSeconds(20),
                    () -> kind + " serves the shop through both",
                    () -> shopper.send("GET", "/", null, "").status() == 200);
            Http.Answer added = shopper.send("POST", "/api/v1/cart/lines", "{\"sku\":\"SKU-1\",\"quantity\":1}", "");
            assertThat(added.status()).as(added.toString()).isEqualTo(200);
            assertThat(added.header("Set-Cookie")).startsWith("__Host-souk=").contains("; Secure");
            Await.until(Duration.ofSeconds(20), () -> "both serve", () -> {
                shopper.send("GET", "/", null, "");
                return connected(first) && connected(second);
            });
            for (int i = 2; i <= 10; i++) {
                assertThat(shopper.send("POST", "/api/v1/cart/lines", "{\"sku\":\"SKU-1\",\"quantity\":1}", "")
                                .status())
                        .isEqualTo(200);
            }
            assertThat(shopper.send("GET", "/api/v1/cart", null, "").body()).contains("\"itemCount\":10");
            assertThat(shopper.send(
                                    "GET",
                                    "/api/v1/cart",
                                    null,
                                    "Forwarded: proto=http;host=evil.example\nX-Forwarded-Host: evil.example")
                            .body())
                    .as("what a shopper says of the way is not believed")
                    .contains("\"itemCount\":10");

            stopped(shopper);

            Http.Answer placed = shopper.send(
                    "POST",
                    "/api/v1/checkout",
                    Shopper.json(Shopper.address("GB")),
                    "Idempotency-Key: " + UUID.randomUUID());
            assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        } finally {
            proxy.destroy();
            assertThat(proxy.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("forwarded headers of a shopper and an upgrade to HTTP/2 do not reach the container")
    void headersOfShoppers(Proxy kind) throws Exception {
        int port = FreePorts.take();
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", BalancerIT::tellHeaders);
        server.start();
        int own = server.getAddress().getPort();
        Process proxy = kind.start(port, own, own, own, own);
        try (Secure shopper = new Secure(port, HOST, CERTIFICATE)) {
            Await.until(
                    Duration.ofSeconds(20),
                    () -> kind + " reaches the server",
                    () -> shopper.send("GET", "/", null, "").status() == 200);
            String told = shopper.sendRaw(
                    "/",
                    "Forwarded: host=evil.example;proto=http\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Port: 9\r\n"
                            + "X-Forwarded-Proto: http\r\nX-Forwarded-For: 10.9.9.9\r\nUpgrade: h2c\r\n"
                            + "HTTP2-Settings: AAMAAABkAAQAAP__\r\nX-Other: passes\r\n"
                            + "Connection: close, Upgrade, HTTP2-Settings\r\n");
            assertThat(told.toLowerCase(Locale.ROOT))
                    .startsWith("http/1.1 200")
                    .contains("x-other: [passes]", "x-forwarded-proto: [https]", "x-forwarded-for: [127.0.0.1]")
                    .contains("host: [" + HOST + ":" + port + "]")
                    .doesNotContain(
                            "\nforwarded:",
                            "x-forwarded-host:",
                            "x-forwarded-port:",
                            "\nupgrade:",
                            "\nhttp2-settings:",
                            "h2c");
        } finally {
            proxy.destroy();
            assertThat(proxy.waitFor(20, TimeUnit.SECONDS)).isTrue();
            server.stop(0);
        }
    }

    /** Answers with the headers of the request, a line each. */
    private static void tellHeaders(HttpExchange exchange) throws IOException {
        StringBuilder lines = new StringBuilder("\n");
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        lines.append(name).append(": ").append(values).append('\n'));
        byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Pages do not fail, and a write that fails can be repeated with its key. */
    private static void stopped(Secure shopper) throws Exception {
        FutureTask<Void> stopping = new FutureTask<>(second::close, null);
        new Thread(stopping, "stopping").start();
        List<String> failed = new ArrayList<>();
        int added = 10;
        for (int after = 0; after < 20; after += stopping.isDone() ? 1 : 0) {
            Http.Answer page = shopper.send("GET", "/p/item-" + (1 + added % 3), null, "");
            if (page.status() != 200) {
                failed.add(page.toString());
            }
            String key = "Idempotency-Key: " + UUID.randomUUID();
            Await.until(
                    Duration.ofSeconds(10),
                    () -> "a write",
                    () -> shopper.send("POST", "/api/v1/cart/lines", "{\"sku\":\"SKU-3\",\"quantity\":1}", key)
                                    .status()
                            == 200);
            added++;
        }
        stopping.get();
        assertThat(failed).isEmpty();
        assertThat(shopper.send("GET", "/api/v1/cart", null, "").body()).contains("\"itemCount\":" + added);
        second = second.again();
    }

    /** Whether somebody holds a connection to its shoppers' port. */
    private static boolean connected(Container container) {
        String local = String.format(":%04X ", container.httpPort());
        try (Stream<String> all =
                Stream.concat(Files.lines(Path.of("/proc/net/tcp")), Files.lines(Path.of("/proc/net/tcp6")))) {
            return all.map(line -> line.strip().split(" +"))
                    .anyMatch(words -> (words[1] + " ").endsWith(local) && words[3].equals("01"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
