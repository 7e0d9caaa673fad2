package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.souk.itests.Await;
import org.souk.itests.Container;
import org.souk.itests.Containers;
import org.souk.itests.Distribution;
import org.souk.itests.Http;
import org.souk.itests.ShopFiles;
import org.souk.itests.Shopper;

/** Odd requests, forwarded headers, a very large page, and the time zone of the machine, behind a trusted proxy. */
class RobustHttpIT {
    private static final String NAME = "robust-http";
    private static final String HOST = "robust.localhost";
    private static final String SECURE = "secure.localhost";
    private static final String CLOSE = "|Connection: close";
    private static Container container;

    @BeforeAll
    static void start() {
        container = start("Pacific/Auckland");
    }

    private static Container start(String zone) {
        boolean first = container == null;
        Map<String, String> settings = new HashMap<>(Map.of("SOUK_TRUSTED_PROXIES", "127.0.0.1", "TZ", zone));
        Container started = Container.start(first ? Distribution.unpack(NAME) : container.home(), NAME, settings);
        if (first) {
            new ShopFiles("robust", HOST).with("static/100%.txt", "all of it").drop(started.deploy());
            new ShopFiles("secure", SECURE).yaml("canonical: https://" + SECURE).drop(started.deploy());
            manyVariants().drop(started.deploy());
        }
        for (String host : List.of(HOST, SECURE, "many.localhost")) {
            Await.until(
                    Duration.ofSeconds(20),
                    () -> host + " is live",
                    () -> Http.get(started.httpPort(), host, "/robots.txt").status() == 200);
        }
        Await.until(
                Duration.ofSeconds(20),
                () -> "it sells",
                () -> started.shopper(HOST).add("SKU-2", 1).status() == 200);
        return started;
    }

    /** The most that a product may have, each with values of its own: as many addresses in its page as there are values. */
    private static ShopFiles manyVariants() {
        StringBuilder csv = new StringBuilder("Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,"
                + "Option3 Name,Option3 Value,Variant SKU,Variant Price\n");
        for (int i = 0; i < 2_048; i++) {
            csv.append("item-1,%s,%s,Size %d,%s,Colour %d,%s,Cut %d,M-%d,%d.00\n"
                    .formatted(
                            i == 0 ? "Many" : "",
                            i == 0 ? "Size" : "",
                            i,
                            i == 0 ? "Colour" : "",
                            i,
                            i == 0 ? "Cut" : "",
                            i,
                            i,
                            10 + i % 7));
        }
        return new ShopFiles("many", "many.localhost").with("products.csv", csv.toString());
    }

    @AfterAll
    static void stop() {
        // all of it is ordinary: nothing here is worth a warning
        assertThat(Containers.close(container)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1|Host: robust.localhost|Connection: Upgrade, HTTP2-Settings|Upgrade:"
                        + " h2c|HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA",
                "GET / HTTP/1.1|Host: robust.localhost|Connection: upgrade, http2-settings, close|Upgrade:"
                        + " H2C|HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA",
                "POST /cart HTTP/1.1|Host: robust.localhost|Connection: Upgrade, HTTP2-Settings|Upgrade:"
                        + " h2c|HTTP2-Settings: |Content-Length: 0",
            })
    @DisplayName("an upgrade to h2c opens no tunnel past the proxy")
    void noUpgrade(String request) {
        RawHttp.Answer answer = RawHttp.lines(container.httpPort(), request);
        assertThat(answer.status()).as(answer.text()).isNotEqualTo(101).isBetween(200, 499);
    }

    @Test
    @DisplayName("a client that begins in HTTP/2 gets no HTTP/2 answer")
    void noPriorKnowledge() {
        byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        String text = RawHttp.bytes(container.httpPort(), preface).text();
        assertThat(text.isEmpty() || text.startsWith("HTTP/1.1 4") || text.startsWith("HTTP/1.1 505"))
                .as("answer: " + text)
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/?utm_campaign=20%_off, 200",
        "/p/item-1?utm_campaign=20%_off, 200",
        "/p/item-1?%=%&%zz=%ff, 200",
        "/search?q=item&utm_campaign=20%_off, 200",
        "/cart?utm_campaign=20%_off, 200",
        "/robots.txt?utm_campaign=20%_off, 200",
        "/api/v1/products?utm_campaign=20%_off, 200",
        "/api/v1/products/item-1?fbclid=%ff, 200",
        "/static/100%25.txt, 200",
        "/p/100%25, 404",
        "/c/100%25, 404",
        "/api/v1/products/100%25, 404",
        "/search?q=20%_off, 400",
        "/search?q=%ff, 400",
    })
    @DisplayName("percent signs: what a page does not read is ignored, what it reads wrongly is answered in the shop's"
            + " design")
    void percentSigns(String path, int status) {
        RawHttp.Answer answer = RawHttp.lines(container.httpPort(), "GET " + path + " HTTP/1.1|Host: " + HOST + CLOSE);
        assertThat(answer.status()).as(answer.utf8()).isEqualTo(status);
        if (status != 200) {
            assertThat(answer.utf8()).contains(path.startsWith("/api/") ? "urn:souk:problem:" : "Shop robust");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/products/%ff", "/api/v1/orders/%c0%80"})
    @DisplayName("an API call that cannot be decoded is a problem with a body")
    void undecodable(String path) {
        RawHttp.Answer answer = RawHttp.lines(container.httpPort(), "GET " + path + " HTTP/1.1|Host: " + HOST + CLOSE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("application/problem+json", "urn:souk:problem:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%00 HTTP/1.1|Host: robust.localhost",
                "GET /p/%00 HTTP/1.1|Host: robust.localhost",
                "GET /p/%ff HTTP/1.1|Host: robust.localhost",
                "GET /%2e%2e/x HTTP/1.1|Host: robust.localhost",
                "GET /a%2fb HTTP/1.1|Host: robust.localhost",
                "GET /% HTTP/1.1|Host: robust.localhost",
                "GET / HTTP/1.1|Host: a@b",
            })
    @DisplayName("what is refused before any shop sees it gets the neutral page, not the server's own")
    void neutralPage(String request) {
        RawHttp.Answer answer = RawHttp.lines(container.httpPort(), request + CLOSE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text())
                .contains("<html")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("<h2>HTTP ERROR", "URI:", "STATUS:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b\tc", "a=\u00e4\u00ad", "a=\"b; souk=x", "=b", "souk=a\tb\u00adc"})
    @DisplayName("a malformed cookie refuses no page")
    void cookies(String cookie) {
        RawHttp.Answer answer =
                RawHttp.lines(container.httpPort(), "GET / HTTP/1.1|Host: " + HOST + "|Cookie: " + cookie + CLOSE);
        assertThat(answer.status()).as(answer.utf8()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "https", "HTTPS", "http"})
    @DisplayName("an empty X-Forwarded-Proto of the proxy counts as none")
    void forwardedProto(String proto) {
        RawHttp.Answer answer = RawHttp.lines(
                container.httpPort(),
                "GET / HTTP/1.1|Host: " + HOST + "|X-Forwarded-For: 10.1.2.3|X-Forwarded-Proto: " + proto + CLOSE);
        assertThat(answer.status()).as(answer.utf8()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/p/item-1", "/sitemap.xml", "/robots.txt"})
    @DisplayName("a shopper's X-Forwarded-Port gets into no link")
    void forwardedPort(String path) {
        RawHttp.Answer answer = RawHttp.lines(
                container.httpPort(),
                "GET " + path + " HTTP/1.1|Host: " + HOST
                        + "|X-Forwarded-For: 10.1.2.3|X-Forwarded-Proto: https|X-Forwarded-Port: 6666" + CLOSE);
        assertThat(answer.status()).as(answer.utf8()).isEqualTo(200);
        assertThat(answer.utf8()).doesNotContain(":6666");
    }

    @Test
    @DisplayName("an X-Forwarded-Port of an inner proxy does not refuse writes")
    void forwardedPortAndWrites() {
        String body = "{\"sku\":\"SKU-1\",\"quantity\":1}";
        RawHttp.Answer answer = RawHttp.lines(
                container.httpPort(),
                "POST /api/v1/cart/lines HTTP/1.1|Host: " + HOST + "|Origin: https://" + HOST
                        + "|Content-Type: application/json|Content-Length: " + body.length()
                        + "|X-Forwarded-For: 10.1.2.3|X-Forwarded-Proto: https|X-Forwarded-Port: 8080"
                        + CLOSE + "||" + body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/p/item-1", "/sitemap.xml", "/robots.txt"})
    @DisplayName("a canonical address with https is in every link, also when the shop is asked over http")
    void canonicalScheme(String path) {
        String text = RawHttp.lines(container.httpPort(), "GET " + path + " HTTP/1.1|Host: " + SECURE + CLOSE)
                .utf8();
        assertThat(text).contains("https://" + SECURE).doesNotContain("http://" + SECURE);
    }

    @Test
    @DisplayName(
            "a product with 2,048 variants: its page has at most 300 KB, and costs at most 100 ms of processor time on"
                    + " average")
    void manyVariantsPage() {
        for (int i = 0; i < 20; i++) {
            assertManyVariants();
        }
        // processor time, as an answer may wait for something else on this machine
        long before = cpuMillis();
        for (int i = 0; i < 20; i++) {
            assertManyVariants();
        }
        assertThat((cpuMillis() - before) / 20)
                .as("milliseconds of processor time")
                .isLessThan(100);
    }

    private static void assertManyVariants() {
        Http.Answer page = Http.get(container.httpPort(), "many.localhost", "/p/item-1");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body().length()).isLessThan(300 * 1_024);
    }

    private static long cpuMillis() {
        return container.java().info().totalCpuDuration().orElseThrow().toMillis();
    }

    @Test
    @DisplayName(
            "the time of an order is that of the shop's zone, whatever the zone of the machine is, and names the zone")
    void timeZone() {
        assertThat(container.shopper(HOST).get("/api/v1/shop").text("/timezone"))
                .isEqualTo("Europe/London");
        Shopper shopper = container.shopper(HOST);
        assertThat(shopper.add("SKU-1", 1).status()).isEqualTo(200);
        String earliest = londonTime();
        Shopper.Json placed = shopper.checkout();
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
        String path = "/orders/" + placed.text("/number") + "?token=" + placed.text("/token");
        List<String> before = times(path);
        assertThat(before).isNotEmpty().isSubsetOf(earliest, londonTime());
        container.close();
        container = start("America/Los_Angeles");
        Await.until(
                Duration.ofSeconds(20),
                () -> "the order can be read",
                () -> Http.get(container.httpPort(), HOST, path).status() == 200);
        assertThat(times(path)).isEqualTo(before);
    }

    /** The time of day now, with the name of the zone: 14:05 GMT, or 15:05 BST in summer. */
    private static String londonTime() {
        return DateTimeFormatter.ofPattern("HH:mm zzz", Locale.UK)
                .format(ZonedDateTime.now(ZoneId.of("Europe/London")));
    }

    /** Each time of day on a page, with the name of its zone if it has one. */
    private static List<String> times(String path) {
        return Pattern.compile("\\b\\d{1,2}:\\d{2}\\b(?: \\p{Upper}\\w*)?")
                .matcher(Http.get(container.httpPort(), HOST, path).body())
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
