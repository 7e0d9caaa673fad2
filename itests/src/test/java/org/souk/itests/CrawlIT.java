package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Browsing leaves nothing behind: no row in the database, no cookie in the browser. */
class CrawlIT {
    private static final int NAMES = 10_000;
    /** More than all three shops have; a crawl that finds more goes round in circles. */
    private static final int MAX_PAGES = 5_000;

    private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"]+)\"|<loc>([^<]+)</loc>");
    /** What a container discloses about itself to everyone. */
    private static final Set<String> OWN = Set.of("NODES", "LEASES", "SECRETS");

    private static Container container;

    @BeforeAll
    static void start() throws Exception {
        container = Container.start("crawl", Map.of());
        for (String demo : List.of("tack", "zuckerhut")) {
            try (var files = Files.list(container.home().resolve("demo"))) {
                Path from = files.filter(file -> file.getFileName().toString().contains(demo))
                        .findFirst()
                        .orElseThrow();
                Files.copy(from, container.deploy().resolve(from.getFileName()));
            }
        }
        String[] names = IntStream.range(0, NAMES).mapToObj(CrawlIT::name).toArray(String[]::new);
        new ShopFiles("many", names).products(60, "10.00", 100).drop(container.deploy());
        for (String host : List.of("tack.localhost", "zuckerhut.localhost", name(NAMES - 1))) {
            Await.until(
                    Duration.ofSeconds(30),
                    () -> host + " is live",
                    () -> Http.get(container.httpPort(), host, "/").status() == 200);
        }
    }

    @AfterAll
    static void stop() {
        Containers.closeAll(container);
    }

    private static String name(int number) {
        return "name-" + number + ".localhost";
    }

    @Test
    @DisplayName("a crawl of every page of every shop, and 10,000 host names once each: no row, no cookie")
    void nothingIsLeft() throws SQLException {
        settled();
        Map<String, Long> before = rows();
        assertThat(before).containsKeys("SESSIONS", "CARTS", "ORDERS", "STOCK");

        for (String host : List.of("tack.localhost", "zuckerhut.localhost", name(0))) {
            Set<String> pages = crawl(host);
            assertThat(pages).as("pages of " + host).hasSizeGreaterThan(30).hasSizeLessThan(MAX_PAGES);
            assertThat(pages).contains("/cart").anyMatch(path -> path.startsWith("/p/"));
        }
        for (int i = 0; i < NAMES; i++) {
            look(name(i), "/", Set.of(200));
        }

        assertThat(rows()).isEqualTo(before);
        Shopper buyer = container.shopper("tack.localhost");
        assertThat(buyer.cookie()).isEmpty();
        assertThat(container.shopper(name(7)).add("SKU-1", 1).status()).isEqualTo(200);
        assertThat(rows()).as("who buys does leave something").isNotEqualTo(before);
        assertThat(container.complaints()).isEmpty();
    }

    /** Every address of that host that a page, the site map or {@code robots.txt} names; asked without a cookie, as crawlers do. */
    private static Set<String> crawl(String host) {
        Deque<String> next = new ArrayDeque<>(
                List.of("/", "/robots.txt", "/sitemap.xml", "/checkout", "/api/v1/cart", "/nothing-here"));
        Set<String> seen = new HashSet<>(next);
        while (!next.isEmpty() && seen.size() < MAX_PAGES) {
            String page = look(host, next.remove(), Set.of(200, 303, 308, 404, 405));
            for (String link : links(host, page)) {
                if (seen.add(link)) {
                    next.add(link);
                }
            }
        }
        return seen;
    }

    private static String look(String host, String path, Set<Integer> expected) {
        Http.Answer answer = Http.get(container.httpPort(), host, path);
        assertThat(expected).as(host + path + " " + answer).contains(answer.status());
        assertThat(answer.headers().allValues("Set-Cookie")).as(host + path).isEmpty();
        return answer.body();
    }

    private static List<String> links(String host, String page) {
        List<String> links = new ArrayList<>();
        Matcher link = LINK.matcher(page);
        while (link.find()) {
            String address = (link.group(1) == null ? link.group(2) : link.group(1)).replace("&amp;", "&");
            String path = address.replaceFirst("^https?://" + Pattern.quote(host) + "(:\\d+)?", "")
                    .replaceFirst("#.*", "");
            // of the filters of a search one at a time: all of them together are more than there are products
            if (path.startsWith("/")
                    && !path.startsWith("//")
                    && path.chars().filter(c -> c == '=').count() <= 1) {
                links.add(path);
            }
        }
        return links;
    }

    /** Until the figures of the shops that were just dropped are stored. */
    private static void settled() {
        for (String shop : List.of("tack", "zuckerhut", "many")) {
            Await.until(Duration.ofSeconds(30), () -> "the stock figures of " + shop + " are stored", () -> container
                    .read("data/log/karaf.log")
                    .contains("Applied the initial stock of catalog " + shop + ":"));
        }
    }

    private static Map<String, Long> rows() throws SQLException {
        String url = "jdbc:derby://127.0.0.1:" + container.port("DB") + "/souk";
        try (Connection connection = DriverManager.getConnection(url, "souk", container.databasePassword());
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
                while (names.next()) {
                    tables.add(names.getString("TABLE_SCHEM") + "." + names.getString("TABLE_NAME"));
                }
            }
            Map<String, Long> rows = new TreeMap<>();
            for (String table : tables) {
                String name = table.substring(table.indexOf('.') + 1);
                if (!OWN.contains(name)) {
                    try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                        count.next();
                        rows.put(name, count.getLong(1));
                    }
                }
            }
            return rows;
        }
    }
}
