package org.souk.benchmarks.program;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.souk.benchmarks.console.Table;
import org.souk.benchmarks.console.Verdict;
import org.souk.benchmarks.http.HttpConnection;
import org.souk.benchmarks.measure.LoadGenerator;
import org.souk.benchmarks.measure.RequestSource;
import org.souk.benchmarks.measure.SaturationSearch;
import org.souk.benchmarks.measure.Timing;
import org.souk.benchmarks.server.BareJetty;
import org.souk.benchmarks.server.MeasuredContainer;
import org.souk.benchmarks.shop.Shop;
import org.souk.benchmarks.shop.VersionedPages;

/**
 * Sends half of the saturation load to a shop and its neighbour. Compares latency before and while one shop is changed.
 */
public final class LoadedShops implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    /** Limit for the p99 of a bare Jetty; an idle machine stays far below. */
    private static final double QUIET_MILLIS = 15;

    private final MeasuredContainer server;
    private final VersionedPages pages;
    private final LoadGenerator own;
    private final LoadGenerator neighbour;
    private final double rate;
    private final double bareMillis;
    private Histogram ownBefore = new Histogram(3);
    private Histogram neighbourBefore = new Histogram(3);

    private LoadedShops(
            MeasuredContainer server,
            VersionedPages pages,
            LoadGenerator own,
            LoadGenerator neighbour,
            double rate,
            double bareMillis) {
        this.server = server;
        this.pages = pages;
        this.own = own;
        this.neighbour = neighbour;
        this.rate = rate;
        this.bareMillis = bareMillis;
    }

    /** Finds the saturation rate, starts the load and measures latency before any change. */
    static LoadedShops begin(MeasuredContainer server, Shop shop, Shop beside, Duration step, Duration peace)
            throws IOException {
        VersionedPages pages = new VersionedPages(shop);
        RequestSource next = new VersionedPages(beside);
        double most = SaturationSearch.find(server.port(), RequestSource.inTurn(List.of(pages, next)), step);
        double rate = most / 2;
        System.out.println("saturated at " + Table.number(most, 0) + " requests/s; load from now on: "
                + Table.number(rate, 0) + "/s at fixed times, half of it on each of two shops");
        double bare = floor(server, beside, rate, step);
        LoadedShops load = new LoadedShops(
                server,
                pages,
                LoadGenerator.open(server.port(), pages, rate / 2, CONNECTIONS),
                LoadGenerator.open(server.port(), next, rate / 2, CONNECTIONS),
                rate,
                bare);
        Timing.pass(step);
        load.own.latencies();
        load.neighbour.latencies();
        Timing.pass(peace);
        load.ownBefore = load.own.latencies();
        load.neighbourBefore = load.neighbour.latencies();
        return load;
    }

    /** Compares a bare Jetty and the container with the same page and rate. Returns the p99 of the bare Jetty in milliseconds. */
    private static double floor(MeasuredContainer server, Shop shop, double rate, Duration step) throws IOException {
        byte[] page;
        try (HttpConnection connection = new HttpConnection(server.port())) {
            page = connection.get(shop.host(), "/p/item-1").body();
        }
        try (BareJetty floor = BareJetty.serving(page)) {
            RequestSource target = RequestSource.page(shop.host(), "/p/item-1", "</html>");
            SaturationSearch.warmUp(floor.port(), target, step);
            Histogram bare = open(floor.port(), target, rate, step);
            Histogram ours = open(server.port(), target, rate, step);
            new Table("the same page, " + page.length + " bytes", "p50 ms", "p99 ms", "max ms")
                    .row("bare Jetty", Table.millis(bare, 50), Table.millis(bare, 99), Table.millis(bare, 100))
                    .row("Souk", Table.millis(ours, 50), Table.millis(ours, 99), Table.millis(ours, 100))
                    .row("ratio", ratio(ours, bare, 50), ratio(ours, bare, 99), ratio(ours, bare, 100))
                    .print();
            return bare.getValueAtPercentile(99) / 1000.0;
        }
    }

    private static Histogram open(int port, RequestSource target, double rate, Duration time) {
        try (LoadGenerator load = LoadGenerator.open(port, target, rate, 2 * CONNECTIONS)) {
            Timing.pass(time);
            return load.latencies();
        }
    }

    static String ratio(Histogram ours, Histogram other, double percentile) {
        return Table.number(
                ours.getValueAtPercentile(percentile) / Math.max(1.0, other.getValueAtPercentile(percentile)), 2);
    }

    VersionedPages pages() {
        return pages;
    }

    /** Ends the load, prints the figures and checks the common bounds. */
    Verdict end(String during) {
        Histogram ownNow = own.latencies();
        Histogram neighbourNow = neighbour.latencies();
        close();
        new Table("latency from when it was due", "requests", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms")
                .row(row("this shop, in peace", ownBefore))
                .row(row("this shop, " + during, ownNow))
                .row(row("neighbour, in peace", neighbourBefore))
                .row(row("neighbour, " + during, neighbourNow))
                .print();
        own.failures().print("this shop");
        neighbour.failures().print("neighbour");
        pages.older().print("order of versions");
        pages.mixed().print("files of pages");
        System.out.println(own.answered() + neighbour.answered() + " requests at " + Table.number(rate, 0) + "/s; "
                + pages.assets() + " files of pages compared");
        server.container().complaints().stream()
                .filter(line -> !line.contains(" is refused, nothing changes"))
                .limit(10)
                .forEach(line -> System.out.println("  log: " + line));
        double before = neighbourBefore.getValueAtPercentile(99) / 1000.0;
        return new Verdict()
                .atMost("is the machine quiet enough to judge: p99 of bare Jetty", bareMillis, QUIET_MILLIS, " ms")
                .none("failed requests on this shop", own.failures().count())
                .none("failed requests on the neighbour", neighbour.failures().count())
                .none("older pages after newer ones", pages.older().count())
                .none("files of another version than their page", pages.mixed().count())
                .atMost(
                        "neighbour's p99 " + during,
                        neighbourNow.getValueAtPercentile(99) / 1000.0,
                        Math.max(3 * before, before + 25),
                        " ms");
    }

    private static Object[] row(String what, Histogram latencies) {
        return new Object[] {
            what,
            latencies.getTotalCount(),
            Table.millis(latencies, 50),
            Table.millis(latencies, 90),
            Table.millis(latencies, 99),
            Table.millis(latencies, 99.9),
            Table.millis(latencies, 100)
        };
    }

    @Override
    public void close() {
        own.close();
        neighbour.close();
    }
}
