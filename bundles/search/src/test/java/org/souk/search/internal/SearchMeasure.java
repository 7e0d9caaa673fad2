package org.souk.search.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.souk.api.catalog.Catalog;
import org.souk.api.catalog.Product;
import org.souk.api.search.Availability;
import org.souk.api.search.PriceRange;
import org.souk.api.search.ProductSearch;
import org.souk.api.search.SearchQuery;
import org.souk.search.internal.find.LuceneSearch;
import org.souk.search.internal.testing.Assortment;
import org.souk.search.internal.testing.Searched;
import org.souk.search.internal.testing.Shops;

/** Prints what an index costs in processor time; no test, run by hand: {@code SearchMeasure [folder] [products] [small shops]}. */
final class SearchMeasure {
    private SearchMeasure() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        int size = Integer.parseInt(args[1]);
        int shops = Integer.parseInt(args[2]);
        Assortment assortment = new Assortment(42);
        List<Product> products = assortment.products(size);
        Catalog catalog = Shops.of("en-GB", products, List.of());
        long heap = heap();
        long start = now();
        Searched live = Searched.of(catalog, folder.resolve("large"));
        say(
                "build of " + size,
                millis(start) + " ms, " + bytes(folder.resolve("large")) / 1024 + " KB on disk, heap "
                        + (heap() - heap) / 1024 + " KB");
        queries(live, assortment, size);
        update(live, products, assortment, folder);
        start = now();
        Searched.of(catalog, folder.resolve("large")).close();
        say("reopen of " + size, millis(start) + " ms");
        live.close();
        small(folder, shops);
    }

    private static void queries(Searched live, Assortment words, int size) {
        ProductSearch search = new LuceneSearch(live.stock());
        measure("one word, facets", 4000, i -> search.find(live, SearchQuery.of(words.word(), 24)));
        measure(
                "two words, facets",
                4000,
                i -> search.find(live, SearchQuery.of(words.word() + " " + words.word(), 24)));
        measure("the most frequent word", 1000, i -> search.find(live, SearchQuery.of(words.word(0), 24)));
        measure("a letter", 1000, i -> search.find(live, SearchQuery.of("s", 24)));
        measure("typing error", 2000, i -> search.find(live, SearchQuery.of(error(words.word()), 24)));
        measure(
                "two with errors",
                2000,
                i -> search.find(live, SearchQuery.of(error(words.word()) + " " + error(words.word()), 24)));
        measure(
                "word, filters, price",
                2000,
                i -> search.find(
                        live,
                        new SearchQuery(
                                words.word(),
                                "",
                                Map.of("option.Colour", List.of("Navy", "Red"), "option.Size", List.of("M")),
                                List.of(new PriceRange(1000, 19999)),
                                Availability.AVAILABLE,
                                "price-asc",
                                1,
                                24)));
        measure("all, facets", 1000, i -> search.find(live, SearchQuery.of("", 24)));
        measure(
                "all, by title, page 400",
                500,
                i -> search.find(
                        live,
                        new SearchQuery(
                                "", "", Map.of(), List.of(), Availability.ANY, "title", Math.min(400, size / 24), 24)));
        measure("suggestions", 3000, i -> {
            String word = words.word();
            search.suggest(live, word.substring(0, 2 + i % Math.max(1, word.length() - 2)), 8);
        });
    }

    private static String error(String word) {
        int at = word.length() / 2;
        return word.substring(0, at) + "x" + word.substring(at + 1);
    }

    private static void update(Searched live, List<Product> products, Assortment assortment, Path folder)
            throws IOException {
        Searched before = live;
        List<Product> now = products;
        long[] times = new long[30];
        for (int round = 0; round < times.length; round++) {
            List<Product> next = new ArrayList<>(now);
            for (int i = 0; i < 10; i++) {
                int position = (round * 7919 + i * 104729) % next.size();
                next.set(position, assortment.product(next.get(position).handle()));
            }
            Catalog catalog = Shops.of("en-GB", next, List.of());
            long start = now();
            Searched after = Searched.of(catalog, folder.resolve("update" + round), before);
            times[round] = now() - start;
            if (before != live) {
                before.close();
            }
            before = after;
            now = next;
        }
        show("update of ten", times);
        say(
                "segments after " + times.length + " updates",
                before.index().searcher().getIndexReader().leaves().size());
        before.close();
    }

    private static void small(Path folder, int shops) throws IOException {
        Assortment assortment = new Assortment(7);
        List<Catalog> catalogs = new ArrayList<>();
        for (int i = 0; i < shops; i++) {
            catalogs.add(Shops.of("shop" + i, "en-GB", assortment.products(20), List.of()));
        }
        long heap = heap();
        int threads = Thread.activeCount();
        List<Searched> live = new ArrayList<>();
        long[] times = new long[shops];
        for (int i = 0; i < shops; i++) {
            long start = now();
            live.add(Searched.of(catalogs.get(i), folder.resolve("small" + i)));
            times[i] = now() - start;
        }
        show("build of 20", times);
        live.forEach(shop -> shop.find("s"));
        say(
                shops + " small shops",
                (heap() - heap) / 1024 / Math.max(1, shops) + " KB heap each, " + (Thread.activeCount() - threads)
                        + " threads, " + descriptors() + " files open, " + maps() + " mapped");
        for (Searched shop : live) {
            shop.close();
        }
        for (int i = 0; i < shops; i++) {
            long start = now();
            Searched.of(catalogs.get(i), folder.resolve("small" + i)).close();
            times[i] = now() - start;
        }
        show("reopen of 20", times);
        say("after closing", descriptors() + " files open, " + maps() + " mapped");
    }

    private static void measure(String what, int times, IntConsumer task) {
        for (int i = 0; i < times / 2; i++) {
            task.accept(i);
        }
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long start = now();
            task.accept(i);
            nanos[i] = now() - start;
        }
        show(what, nanos);
    }

    private static void show(String what, long[] nanos) {
        Arrays.sort(nanos);
        say(
                what,
                String.format(
                        "p50 %.2f ms, p99 %.2f ms, most %.2f ms",
                        nanos[nanos.length / 2] / 1e6,
                        nanos[nanos.length * 99 / 100] / 1e6,
                        nanos[nanos.length - 1] / 1e6));
    }

    private static void say(String what, Object value) {
        System.out.printf("%-32s %s%n", what, value);
    }

    /** Of this thread's processor: others on the machine do not count, and there is no other thread in it. */
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long millis(long start) {
        return (now() - start) / 1_000_000;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    private static long maps() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.filter(line -> line.contains("/small") || line.contains("/large"))
                    .count();
        }
    }
}
