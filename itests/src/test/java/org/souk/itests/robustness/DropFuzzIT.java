package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.souk.itests.Await;
import org.souk.itests.Container;
import org.souk.itests.Containers;
import org.souk.itests.Http;
import org.souk.itests.ShopFiles;

/** Random archives and folders in the deploy folder: no other shop changes, drops stay live in time, and nothing is left over. */
class DropFuzzIT {
    private static final List<String> STEADY = List.of("steady.localhost", "still.localhost");
    private static final List<String> PATHS =
            List.of("/api/v1/shop", "/api/v1/products?size=100", "/static/look.svg", "/p/item-1");
    /** As many random things lie there at most at once. */
    private static final int AT_ONCE = 8;

    private static final int STEPS_UNTIL_OTHER = 5;
    /** The log may grow by this much, and by so much for each step. */
    private static final long LOG_BYTES = 1 << 20;

    private static final long LOG_BYTES_PER_STEP = 6_000;

    private static Drops drops;
    private static List<String> steady;

    private final Set<Path> dropped = new LinkedHashSet<>();

    @BeforeAll
    static void start() {
        drops = new Drops(Container.start("drop-fuzz", Map.of()));
        for (String host : STEADY) {
            ShopFiles shop = new ShopFiles(host.substring(0, host.indexOf('.')), host)
                    .products(20, "10.00", 5)
                    .with("static/look.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
            if (host.startsWith("steady")) {
                shop.drop(drops.deploy());
            } else {
                shop.dropFolder(drops.deploy());
            }
            Await.until(Duration.ofSeconds(20), () -> host + " is live", () -> drops.status(host) == 200);
        }
    }

    @AfterAll
    static void stop() {
        Containers.closeAll(drops.container);
    }

    @Test
    @DisplayName(
            "whatever lies beside them, the other shops stay as they are, and threads, heap and open files come back")
    void fuzz() throws IOException {
        Random random = new Random(Fuzz.seed("DropFuzzIT"));
        // once all kinds of code have run, classes and pools are as large as they stay
        fuzz(random, Fuzz.time().dividedBy(6));
        removeAll();
        Usage start = Usage.of(drops.container.java());
        long log = logBytes();
        int steps = fuzz(random, Fuzz.time());
        removeAll();
        System.out.println("DropFuzzIT: " + steps + " steps; " + start + " at the start");
        start.awaitReturn(drops.container.java());
        assertThat(drops.container.complaints()).noneMatch(line -> line.contains(" | ERROR "));
        assertThat(logBytes() - log)
                .as("bytes of log for %d steps", steps)
                .isLessThan(LOG_BYTES + steps * LOG_BYTES_PER_STEP);
    }

    private int fuzz(Random random, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        steady = answers();
        int steps = 0;
        while (System.nanoTime() < end) {
            step(random);
            assertThat(answers())
                    .as("the other shops after step %d: %s", steps, dropped)
                    .isEqualTo(steady);
            if (++steps % STEPS_UNTIL_OTHER == 0) {
                drops.othersAreTaken();
            }
        }
        return steps;
    }

    /** Drops, changes or removes one random thing. */
    private void step(Random random) {
        if (dropped.size() >= AT_ONCE || !dropped.isEmpty() && random.nextInt(4) == 0) {
            Path file = Fuzz.oneOf(random, new ArrayList<>(dropped));
            dropped.remove(file);
            OddFiles.remove(file);
        } else {
            Path file = FuzzedDrop.make(random, drops.deploy());
            dropped.add(file);
        }
    }

    private void removeAll() throws IOException {
        dropped.forEach(OddFiles::remove);
        dropped.clear();
        Await.until(Duration.ofSeconds(20), () -> "problems go with their files: " + left(), () -> left().isEmpty());
        drops.othersAreTaken();
        assertThat(answers()).isEqualTo(steady);
    }

    private static List<String> left() {
        try (Stream<Path> all = Files.list(drops.deploy())) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".problems.txt"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What the steady shops answer: status, tag and text. Without the token of forms, which changes every hour, and so the tag of pages. */
    private static List<String> answers() {
        List<String> all = new ArrayList<>();
        for (String host : STEADY) {
            for (String path : PATHS) {
                Http.Answer answer = Http.get(drops.container.httpPort(), host, path);
                boolean page = path.startsWith("/p/");
                all.add(host + path + " " + answer.status() + " " + (page ? "" : answer.header("ETag")) + " "
                        + answer.body().replaceAll("name=\"_token\" value=\"[^\"]*\"", ""));
            }
        }
        return all;
    }

    private static long logBytes() throws IOException {
        try (Stream<Path> files = Files.list(drops.container.home().resolve("data/log"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
