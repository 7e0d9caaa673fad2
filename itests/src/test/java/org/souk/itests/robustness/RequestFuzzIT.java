package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.itests.Await;
import org.souk.itests.Container;
import org.souk.itests.Containers;
import org.souk.itests.Http;
import org.souk.itests.ShopFiles;

/**
 * Random requests, raw and as JSON, on carts and orders in every state, through a trusted proxy: no 5xx but 503, no answer over 2 s, no
 * error in the log. The 2 s are counted from what this machine takes for any request at the same time; no request is tried again.
 */
class RequestFuzzIT {
    private static final String HOST = "fuzzed.localhost";
    private static final int CLIENTS = 2;
    private static final long LONGEST = 2_000;
    /** The log may grow by this much, and by so much for each request. */
    private static final long LOG_BYTES = 1 << 20;

    private static final long LOG_BYTES_PER_REQUEST = 50;

    /** Each is right in the form of its message, so that the shop answers it. */
    private static final List<String> RAW = List.of(
            "GET / HTTP/1.1|Host: HOST|Accept-Language: de, en;q=0.5|Accept-Encoding: gzip|Cookie: COOKIE|",
            "GET /p/item-1?utm_source=a%20b&x=%C3%A4 HTTP/1.1|Host: HOST:80|If-None-Match: \"x\"|Cookie: a=b; COOKIE|",
            "GET /search?q=item&page=1&sort=price HTTP/1.1|Host: HOST|Range: bytes=0-10|",
            "GET /c/things?option.Size=Large&page=2 HTTP/1.1|Host: HOST|Connection: keep-alive|",
            "GET /static/look.svg HTTP/1.1|Host: HOST|Range: bytes=-1,0-,5-2|If-Range: x|",
            "GET /api/v1/products?q=&collection=things&page=1&size=24&sort=price HTTP/1.1|Host: HOST|Accept:"
                    + " application/json|",
            "GET /orders/1?token=abc HTTP/1.1|Host: HOST|Cookie: COOKIE|",
            "GET /sitemap.xml HTTP/1.1|Host: inner:8080|X-Forwarded-Host: HOST|X-Forwarded-Port:"
                    + " 443|X-Forwarded-Proto: https|X-Forwarded-For: 10.1.2.3, 127.0.0.1|",
            "GET / HTTP/1.1|Host: HOST|Forwarded: for=\"[2001:db8::1]:4711\";proto=https;host=\"HOST:443\","
                    + " for=127.0.0.1|",
            "HEAD /cart HTTP/1.1|Host: HOST|Cookie: COOKIE|X-Forwarded-For: 1.2.3.4|X-Forwarded-Proto:"
                    + " https|X-Forwarded-Host: HOST:8443|",
            "OPTIONS * HTTP/1.1|Host: HOST|",
            "POST /cart HTTP/1.1|Host: HOST|Origin: https://HOST|X-Forwarded-Proto: https|X-Forwarded-Host:"
                    + " HOST|X-Forwarded-Port: 443|Content-Type: application/x-www-form-urlencoded|Content-Length:"
                    + " 22|Cookie: COOKIE||sku=SKU-1&quantity=1%",
            "POST /cart HTTP/1.1|Host: HOST|Content-Type: multipart/form-data; boundary=b|Content-Length: 65|Cookie:"
                    + " COOKIE||--b|Content-Disposition: form-data; name=\"sku\"||SKU-1|--b--|",
            "POST /api/v1/cart/lines HTTP/1.1|Host: HOST|Content-Type: application/json|Transfer-Encoding:"
                    + " chunked|Cookie: COOKIE||1b;x=y|{\"sku\":\"SKU-1\",\"quantity\":1|1|}|0|Trailer: x|",
            "POST /checkout HTTP/1.1|Host: HOST|Content-Type: application/x-www-form-urlencoded|Expect:"
                    + " 100-continue|Content-Length: 9||email=%ff",
            "PUT /api/v1/cart/coupon HTTP/1.1|Host: HOST|Content-Type: application/json;"
                    + " charset=utf-16|Content-Length: 15||{\"code\":\"TEN\"}x",
            "PRI * HTTP/2.0|||SM||",
            "CONNECT HOST:443 HTTP/1.1|Host: HOST:443|");

    private static Container container;
    private static JsonGrammar grammar;

    private final AtomicLong requests = new AtomicLong();

    @BeforeAll
    static void start() {
        container = Container.start("request-fuzz", Map.of("SOUK_TRUSTED_PROXIES", "127.0.0.1"));
        new ShopFiles("fuzzed", HOST)
                .products(40, "10.00", 100_000)
                .yaml("coupons:\n  - {code: TEN, percent: 10}\n  - {code: FIVE, amount: 5, uses: 50}")
                .with("static/look.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
                .drop(container.deploy());
        Await.until(
                Duration.ofSeconds(60),
                () -> "it sells",
                () -> container.shopper(HOST).add("SKU-1", 1).status() == 200);
        grammar = new JsonGrammar(
                Http.get(container.httpPort(), HOST, "/api/v1/openapi.json").body());
        warm();
    }

    /** Each kind of request once, however long it takes: the first of a kind in a new container loads its classes. */
    private static void warm() {
        Random random = new Random(1);
        FuzzedShopper shopper = new FuzzedShopper(container.shopper(HOST), random);
        for (int i = 0; i < 20; i++) {
            shopper.step();
        }
        RAW.forEach(request -> RawHttp.bytes(container.httpPort(), raw(request, shopper)));
        grammar.calls().forEach(call -> RawHttp.bytes(container.httpPort(), json(random, shopper, call)));
    }

    @AfterAll
    static void stop() {
        Containers.closeAll(container);
    }

    @Test
    @DisplayName("no answer of the server's own fault, none late, and a log that says little")
    void fuzz() throws Exception {
        long seed = Fuzz.seed("RequestFuzzIT");
        long end = System.nanoTime() + Fuzz.time().toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (MachineFloor floor = new MachineFloor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(seed + i);
                clients.add(threads.submit(() -> fuzz(random, floor, end)));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.println("RequestFuzzIT: " + requests + " requests");
        assertThat(requests).hasPositiveValue();
        assertThat(container.complaints()).noneMatch(line -> line.contains(" | ERROR "));
        assertThat(logBytes()).isLessThan(LOG_BYTES + LOG_BYTES_PER_REQUEST * requests.get());
        assertThat(container.shopper(HOST).add("SKU-1", 1).status()).isEqualTo(200);
    }

    private static long logBytes() throws IOException {
        try (var files = Files.list(container.home().resolve("data/log"))) {
            return files.map(Path::toFile).mapToLong(java.io.File::length).sum();
        }
    }

    private void fuzz(Random random, MachineFloor floor, long end) {
        FuzzedShopper shopper = new FuzzedShopper(container.shopper(HOST), random);
        List<JsonGrammar.Call> calls = grammar.calls();
        while (System.nanoTime() < end) {
            switch (random.nextInt(10)) {
                // the right steps lead the fuzzed ones into deeper states
                case 0, 1, 2 -> shopper.step();
                case 3, 4, 5, 6 -> check(json(random, shopper, Fuzz.oneOf(random, calls)), true, floor);
                case 7 -> check(raw(Fuzz.oneOf(random, RAW), shopper), true, floor);
                default -> check(Fuzz.mutated(random, raw(Fuzz.oneOf(random, RAW), shopper)), false, floor);
            }
        }
    }

    private static byte[] raw(String request, FuzzedShopper shopper) {
        return request.replace("HOST", HOST)
                .replace("COOKIE", shopper.cookie())
                .replace("|", "\r\n")
                .concat("\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] json(Random random, FuzzedShopper shopper, JsonGrammar.Call call) {
        byte[] body = call.schema().isMissingNode()
                ? new byte[0]
                : JsonGrammar.odd(random, grammar.right(random, call.schema(), shopper.known()))
                        .getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0 && body.length > 0) {
            body = Fuzz.mutated(random, body);
        }
        String head = call.method() + " " + shopper.path(call.path()) + " HTTP/1.1\r\nHost: " + HOST + "\r\nCookie: "
                + shopper.cookie() + "\r\nIdempotency-Key: " + shopper.key()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\nConnection: close\r\n\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = java.util.Arrays.copyOf(headBytes, headBytes.length + body.length);
        System.arraycopy(body, 0, request, headBytes.length, body.length);
        return request;
    }

    /** @param whole whether the message is right in its form; the server may close the connection of another without an answer */
    private void check(byte[] request, boolean whole, MachineFloor floor) {
        requests.incrementAndGet();
        long start = System.nanoTime();
        RawHttp.Answer answer = RawHttp.bytes(container.httpPort(), request);
        long end = System.nanoTime();
        String both =
                answer.millis() + " ms: " + new String(request, StandardCharsets.ISO_8859_1) + "\n" + answer.text();
        // 505 is the answer to another version of HTTP in the request line: RFC 9110, 15.6.6
        assertThat(answer.status() < 500 || answer.status() == 503 || answer.status() == 505)
                .as(both)
                .isTrue();
        if (whole) {
            assertThat(answer.status()).as(both).isPositive();
        }
        if (answer.millis() >= LONGEST) {
            assertThat(answer.millis()).as(both).isLessThan(LONGEST + floor.slowest(start, end));
        }
        assertThat(answer.text()).as(both).doesNotContain("Exception", "\tat org.", "\tat java.");
    }
}
