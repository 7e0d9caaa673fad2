package org.souk.benchmarks.program;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Table;
import org.souk.benchmarks.console.Verdict;
import org.souk.benchmarks.measure.Measurements;
import org.souk.benchmarks.measure.Timing;
import org.souk.benchmarks.server.JmxProbe;
import org.souk.benchmarks.server.MeasuredContainer;
import org.souk.benchmarks.shop.JavaShop;
import org.souk.benchmarks.shop.Shop;

/** Updates a shop with Java repeatedly by {@code bundle:update}. Nothing of earlier versions may remain in memory. */
public final class BundleUpdateProgram implements Program {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Resource use at one moment. */
    private record Usage(
            long heap,
            long classes,
            long loaders,
            long rules,
            Map<String, Integer> threads,
            Map<String, Integer> files,
            Map<String, Long> bytes) {
        static Usage by(JmxProbe probe) {
            long heap = probe.heapAfterGc();
            return new Usage(
                    heap,
                    probe.classes(),
                    probe.loaders(),
                    probe.instances(JavaShop.RULE),
                    probe.threads(),
                    probe.files(),
                    probe.bytes());
        }

        boolean within(Usage start) {
            return loaders <= start.loaders
                    && heap <= start.heap * 1.05
                    && JmxProbe.sum(threads) <= JmxProbe.sum(start.threads)
                    && JmxProbe.sum(files) <= JmxProbe.sum(start.files);
        }

        Object[] row(String when) {
            return new Object[] {
                when,
                Table.megabytes(heap),
                Table.megabytes(classes),
                loaders,
                rules,
                JmxProbe.sum(threads),
                JmxProbe.sum(files)
            };
        }
    }

    @Override
    public Verdict run(Options options) throws Exception {
        int times = options.number("times", 1000);
        int warmUp = options.number("warm-up", 50);
        int products = options.number("products", 100);
        int settle = options.number("settle", 90);
        options.complete();
        Shop shop = Shop.of("java", products);
        JavaShop java = new JavaShop(shop);
        try (MeasuredContainer server = MeasuredContainer.start("bundle-update", "512m")) {
            Shop.copy(java.jar(0), server.deploy().resolve("java.jar"));
            await(server, shop, 0);
            Table table = new Table(
                    "after", "heap after GC MB", "metaspace MB", "bundle loaders", "rules", "threads", "open files");
            try (JmxProbe probe = new JmxProbe(server.container())) {
                Path jars = Files.createDirectories(server.container().home().resolve("updates"));
                long bundle = probe.bundle(JavaShop.NAME);
                Measurements updates = new Measurements();
                for (int version = 1; version <= warmUp; version++) {
                    update(server, probe, bundle, jars, java, shop, version);
                }
                Usage start = settled(probe, settle, null);
                table.row(start.row(warmUp + " (start)"));
                for (int version = warmUp + 1; version <= warmUp + times; version++) {
                    updates.add(update(server, probe, bundle, jars, java, shop, version));
                    int done = version - warmUp;
                    if (done % Math.max(1, times / 5) == 0 && done < times) {
                        table.row(Usage.by(probe).row(warmUp + done + ""));
                    }
                }
                Usage end = settled(probe, settle, start);
                table.row(end.row(warmUp + times + " (end)")).print();
                System.out.println("one update, to its first right price: " + Table.number(updates.median(), 0)
                        + " ms (median), " + Table.number(updates.worst(), 0) + " ms (worst)");
                growth(start.bytes(), end.bytes());
                difference("threads", start.threads(), end.threads());
                difference("open files", start.files(), end.files());
                server.container().complaints().stream()
                        .limit(10)
                        .forEach(line -> System.out.println("  log: " + line));
                return new Verdict()
                        .none(
                                "bundle class loaders more than at the start",
                                Math.max(0, end.loaders() - start.loaders()))
                        .so("instances of the rule: " + end.rules() + ", must be 1", end.rules() == 1)
                        .atMost("heap after GC against the start", 100.0 * end.heap() / start.heap(), 105, " %")
                        .none("threads more than at the start", more(start.threads(), end.threads()))
                        .none("open files more than at the start", more(start.files(), end.files()));
            }
        }
    }

    private static double update(
            MeasuredContainer server, JmxProbe probe, long bundle, Path jars, JavaShop java, Shop shop, int version)
            throws Exception {
        Path jar = Files.write(jars.resolve("java-" + version + ".jar"), java.jar(version));
        long start = System.nanoTime();
        probe.update(bundle, jar.toUri().toString());
        await(server, shop, version);
        double millis = Timing.millisSince(start);
        Files.delete(jar);
        return millis;
    }

    /** Waits until products and prices are of that version. */
    private static void await(MeasuredContainer server, Shop shop, int version) {
        byte[] title = Shop.marker(version).getBytes(StandardCharsets.US_ASCII);
        byte[] price = ("\"amount\":" + (1000 + version)).getBytes(StandardCharsets.US_ASCII);
        server.until(
                shop.host(),
                "/api/v1/products/item-1",
                System.nanoTime(),
                DEADLINE,
                answer -> answer.status() == 200 && answer.contains(title) && answer.contains(price));
    }

    /** Gives pools and draining versions some seconds to release their resources. */
    private static Usage settled(JmxProbe probe, int seconds, @org.jspecify.annotations.Nullable Usage start) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Usage usage;
        do {
            Timing.pass(Duration.ofSeconds(start == null ? seconds : 2));
            usage = Usage.by(probe);
        } while (start != null && !usage.within(start) && System.nanoTime() < end);
        return usage;
    }

    private static int more(Map<String, Integer> start, Map<String, Integer> end) {
        return Math.max(0, JmxProbe.sum(end) - JmxProbe.sum(start));
    }

    /** Prints the classes that grew most, to explain a larger heap. */
    private static void growth(Map<String, Long> start, Map<String, Long> end) {
        System.out.println("  most grown, bytes: "
                + end.entrySet().stream()
                        .map(e -> Map.entry(e.getKey(), e.getValue() - start.getOrDefault(e.getKey(), 0L)))
                        .filter(e -> e.getValue() > 50_000)
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(12)
                        .toList());
    }

    private static void difference(String what, Map<String, Integer> start, Map<String, Integer> end) {
        Map<String, Integer> all = new TreeMap<>(end);
        start.forEach((name, count) -> all.merge(name, -count, Integer::sum));
        all.values().removeIf(count -> count == 0);
        if (!all.isEmpty()) {
            System.out.println("  " + what + " against the start: " + all);
        }
    }
}
