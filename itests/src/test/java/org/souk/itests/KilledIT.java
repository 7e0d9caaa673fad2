package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * kill -9 while shops are added, updated and removed: the next start serves each shop in its old or its new version, complete, and then
 * deploys the folder.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledIT {
    /** The one that is served, and the three before it. */
    private static final int VERSIONS = 4;

    private static final int ROUNDS = 8;
    private static final long SEED = 20_261_125;
    private static final String ZIP = "killed-zip.localhost";
    private static final String FOLDER = "killed-folder.localhost";
    private static final String NEIGHBOUR = "killed-neighbour.localhost";
    private static final List<String> STAY = List.of(ZIP, FOLDER, DemoJar.HOST, NEIGHBOUR);

    /** No connection; from then on a wish for patience, until shops are back. */
    private static final List<Integer> NOT_YET = List.of(0, 503);

    private static Container container;
    /** The content of the deploy folder. */
    private static int edition = -1;

    @BeforeAll
    static void shops() {
        container = Container.start("killed", Map.of());
        new ShopFiles("killed-neighbour", NEIGHBOUR).edition(0, 3).drop(container.deploy());
        change().run();
        awaitAll(Duration.ofSeconds(10));
    }

    @AfterAll
    static void stop() {
        Containers.closeAll(container);
    }

    @Test
    @Order(1)
    @DisplayName("at moments spread over the whole course of a change")
    void killed() throws InterruptedException {
        long start = System.nanoTime();
        change().run();
        awaitAll(Duration.ofSeconds(10));
        long length = (System.nanoTime() - start) / 1_000_000;
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            long delay = (long) (length * 1.1 * (round + random.nextDouble()) / ROUNDS);
            System.out.printf(
                    "round %d: killed %d ms after the first byte, a change takes %d ms%n", round, delay, length);
            Thread change = new Thread(change(), "change-" + round);
            change.start();
            LockSupport.parkNanos(Duration.ofMillis(delay).toNanos());
            container.kill();
            change.join();
            container = container.relaunch();
            Watch watch = new Watch();
            Await.until(Duration.ofSeconds(90), watch::toString, () -> watch.look() && container.ready());
            nothingIsLeftOver();
        }
        assertThat(container.complaints()).isEmpty();
    }

    @Test
    @Order(2)
    @DisplayName(
            "what was removed, added and changed while the container was down is gone, there and new after the start")
    void changedWhileDown() {
        container.close();
        change().run();
        container = container.again();
        awaitAll(Duration.ofSeconds(2));
        nothingIsLeftOver();
        Container.Shell bundles = container.client("bundle:list -s --no-format");
        assertThat(bundles.output().lines().filter(line -> line.matches(".*(org\\.souk\\.catalog\\.|zuckerhut).*")))
                .as("one bundle for each shop")
                .hasSize(5);
        assertThat(container.complaints()).isEmpty();
    }

    /** Overwrites a zip, a folder and a jar with Java, adds a shop, and removes the one that the last change added. */
    private static Runnable change() {
        edition++;
        Path deploy = container.deploy();
        byte[] jar = DemoJar.edition(container, edition);
        byte[] zip = new ShopFiles("killed-zip", ZIP).edition(edition, 600).zip();
        ShopFiles folder = new ShopFiles("killed-folder", FOLDER).edition(edition, 200);
        ShopFiles coming = new ShopFiles("coming-" + edition, coming(edition)).edition(edition, 3);
        Path going = deploy.resolve("coming-" + (edition - 1) + ".catalog.zip");
        return () -> {
            folder.dropFolder(deploy);
            coming.drop(deploy);
            if (Files.exists(going)) {
                ShopFiles.delete(going);
            }
            ShopFiles.put(deploy.resolve(DemoJar.FILE), jar);
            slowly(deploy.resolve("killed-zip.catalog.zip"), zip);
        };
    }

    private static String coming(int edition) {
        return "coming-" + edition + ".localhost";
    }

    /** As from a slow disk, so that some are killed while it is copied; it is copied on. */
    private static void slowly(Path file, byte[] content) {
        try (OutputStream out = Files.newOutputStream(file)) {
            int step = content.length / 6 + 1;
            for (int start = 0; start < content.length; start += step) {
                out.write(content, start, Math.min(step, content.length - start));
                LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitAll(Duration deadline) {
        Await.until(
                deadline,
                () -> "all is edition " + edition,
                () -> STAY.stream().allMatch(host -> Editions.is(get(host), host.equals(NEIGHBOUR) ? 0 : edition))
                        && Editions.is(get(coming(edition)), edition)
                        && (edition == 0 || get(coming(edition - 1)).status() == 421));
    }

    private static void nothingIsLeftOver() {
        List<String> left = new ArrayList<>();
        Await.until(Duration.ofSeconds(5), () -> "left of edition " + edition + " or before: " + left, () -> {
            left.clear();
            Path souk = container.home().resolve("data/souk");
            left.addAll(children(souk.resolve("staging")));
            for (String id : children(souk.resolve("catalogs"))) {
                List<String> folders = children(souk.resolve("catalogs").resolve(id));
                if (id.equals("coming-" + (edition - 1))
                        || folders.size() > VERSIONS + 1
                        || !folders.contains("state")) {
                    left.add(id + folders);
                }
            }
            children(container.deploy()).stream()
                    .filter(name -> name.contains("problems"))
                    .forEach(left::add);
            return left.isEmpty();
        });
    }

    private static List<String> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> path.getFileName().toString()).toList();
        } catch (IOException e) {
            return List.of(String.valueOf(e));
        }
    }

    private static Http.Answer get(String host) {
        return Http.get(container.httpPort(), host, "/");
    }

    /** Requests the shops from the first moment of a start. No host may be unknown, no page old or mixed, no shop may disappear again. */
    private static final class Watch {
        private final TreeSet<String> served = new TreeSet<>();
        private final TreeSet<String> renewed = new TreeSet<>();
        private String last = "";

        /** Whether all is as it lies in the folder. */
        boolean look() {
            boolean all = true;
            for (String host : STAY) {
                all &= stays(host, host.equals(NEIGHBOUR) ? 0 : edition);
            }
            Http.Answer came = get(coming(edition));
            assertThat(came.status()).as(coming(edition)).isIn(0, 503, 200);
            Http.Answer gone = get(coming(edition - 1));
            assertThat(gone.status()).as(coming(edition - 1)).isIn(0, 503, 421, 200);
            return all && Editions.is(came, edition) && gone.status() == 421;
        }

        private boolean stays(String host, int wanted) {
            Http.Answer page = get(host);
            last = host + ": " + page;
            if (page.status() == 200) {
                served.add(host);
                boolean fresh = Editions.is(page, wanted);
                assertThat(fresh || Editions.is(page, wanted - 1))
                        .as("%s, edition %s or the one before, and whole: %s", host, wanted, Editions.named(page))
                        .isTrue();
                assertThat(fresh || !renewed.contains(host))
                        .as("%s goes back", host)
                        .isTrue();
                if (fresh) {
                    renewed.add(host);
                }
                return fresh;
            }
            assertThat(page.status()).as("%s while it starts: %s", host, page).isIn(NOT_YET);
            assertThat(served).as("%s is served no more: %s", host, page).doesNotContain(host);
            return false;
        }

        @Override
        public String toString() {
            return "served " + served + ", new " + renewed + ", last " + last;
        }
    }
}
