package org.souk.benchmarks.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.souk.benchmarks.console.Options;
import org.souk.benchmarks.console.Table;
import org.souk.benchmarks.console.Verdict;
import org.souk.benchmarks.measure.Measurements;
import org.souk.benchmarks.measure.Timing;
import org.souk.benchmarks.server.MeasuredContainer;
import org.souk.benchmarks.shop.Shop;
import org.souk.itests.Await;

/** Overwrites one of two shops repeatedly with an invalid version under load. The previous version must stay live. */
public final class RefusedProgram implements Program {
    private static final int GOOD = 7;

    @Override
    public Verdict run(Options options) throws Exception {
        int times = options.number("times", 200);
        int products = options.number("products", 1000);
        Duration step = Duration.ofSeconds(options.number("step", 5));
        Duration peace = Duration.ofSeconds(options.number("peace", 30));
        Duration every = Duration.ofMillis(options.number("every", 1000));
        options.complete();
        Shop shop = Shop.of("refused", products);
        Shop beside = Shop.of("neighbour", products);
        try (MeasuredContainer server = MeasuredContainer.start("refused", "512m")) {
            server.drop(shop, GOOD, Duration.ofSeconds(30));
            server.drop(beside, 0, Duration.ofSeconds(30));
            Measurements refusals = new Measurements();
            try (LoadedShops load = LoadedShops.begin(server, shop, beside, step, peace)) {
                for (int i = 1; i <= times; i++) {
                    long start = System.nanoTime();
                    refusals.add(refuse(server, shop, GOOD + i, "-" + i + ".00"));
                    Timing.pass(every.minusNanos(System.nanoTime() - start));
                }
                Verdict verdict = load.end("during " + times + " refusals");
                System.out.println(refusals.size() + " refused, one in " + every.toMillis() + " ms, each told after "
                        + Table.number(refusals.median(), 0) + " ms (median), " + Table.number(refusals.worst(), 0)
                        + " ms (worst)");
                return verdict.so(
                        "no version but the old one was served", load.pages().newest() == GOOD);
            }
        }
    }

    /** Milliseconds until the problems file names the price, which differs each time. */
    private static double refuse(MeasuredContainer server, Shop shop, int version, String price) {
        Path file = shop.in(server.deploy());
        long end = Shop.copy(Shop.zip(shop.files(version, price)), file);
        Path problems = file.resolveSibling(file.getFileName() + ".problems.txt");
        Await.until(Duration.ofSeconds(60), () -> "refused for " + price, () -> tells(problems, "'" + price + "'"));
        return Timing.millisSince(end);
    }

    private static boolean tells(Path problems, String price) {
        try {
            return Files.exists(problems) && Files.readString(problems).contains(price);
        } catch (java.nio.file.NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
