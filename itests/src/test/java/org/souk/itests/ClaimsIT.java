package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which catalog gets a host that two claim, and who gets it when its holder is removed. */
@ExtendWith(SharedContainer.class)
class ClaimsIT {
    private static final Duration PROMISED = Duration.ofSeconds(2);
    /** A missing file counts as removed only after a while, because some programs replace a file by deleting it first. */
    private static final Duration PROMISED_AFTER_REMOVAL = PROMISED.plusMillis(650);

    private static Container container;

    @BeforeAll
    static void theContainer(Container shared) {
        container = shared;
    }

    @RepeatedTest(value = 10, name = "{currentRepetition} of {totalRepetitions}")
    @DisplayName(
            "two shops that claim one host in the same moment: one is live, the other is told, and comes when the first goes")
    void oneHostTwice(RepetitionInfo round) {
        int number = round.getCurrentRepetition();
        String host = "wanted-" + number + ".localhost";
        List<String> ids = List.of("left-" + number, "right-" + number);
        atOnce(
                () -> new ShopFiles(ids.get(0), host).edition(1, 3).drop(container.deploy()),
                () -> new ShopFiles(ids.get(1), host).edition(1, 3).drop(container.deploy()));
        Await.until(
                PROMISED,
                () -> "one of both has " + host,
                () -> get(host).status() == 200
                        && ids.stream().filter(id -> Files.exists(problems(id))).count() == 1);
        String loser = Files.exists(problems(ids.get(0))) ? ids.get(0) : ids.get(1);
        String winner = ids.get(loser.equals(ids.get(0)) ? 1 : 0);
        assertThat(get(host).body()).contains("Shop " + winner).doesNotContain(loser);
        assertThat(read(problems(loser))).contains(host, "'" + winner + "'", "'" + loser + "'");

        ShopFiles.delete(file(winner));
        Await.until(PROMISED_AFTER_REMOVAL, () -> loser + " has " + host, () -> get(host)
                .body()
                .contains("Shop " + loser));
        Await.until(PROMISED, () -> "its problems are gone", () -> !Files.exists(problems(loser)));
        ShopFiles.delete(file(loser));
    }

    @RepeatedTest(value = 6, name = "{currentRepetition} of {totalRepetitions}")
    @DisplayName(
            "an update takes over the host of a shop that is removed in the same moment, and its own host never fails")
    void takenOver(RepetitionInfo round) {
        int number = round.getCurrentRepetition();
        String giver = "giver-" + number;
        String taker = "taker-" + number;
        String wanted = giver + ".localhost";
        String own = taker + ".localhost";
        Path given = new ShopFiles(giver, wanted).edition(1, 3).drop(container.deploy());
        new ShopFiles(taker, own).edition(1, 3).drop(container.deploy());
        Await.until(PROMISED, () -> "both are live", () -> get(wanted).status() == 200 && get(own).status() == 200);
        try (Load load = new Load(container, own, List.of("/", "/p/item-1"), new Editions())) {
            ShopFiles update = new ShopFiles(taker, own, wanted).edition(2, 3);
            if (number % 2 == 0) {
                ShopFiles.delete(given);
                update.drop(container.deploy());
            } else {
                update.drop(container.deploy());
                ShopFiles.delete(given);
            }
            Await.until(
                    PROMISED_AFTER_REMOVAL,
                    () -> "both hosts are those of " + taker + ": " + get(wanted),
                    () -> Editions.is(get(wanted), 2) && Editions.is(get(own), 2));
            assertThat(get(wanted).body()).contains("Shop " + taker);
            load.assertUnharmed();
        }
        Await.until(PROMISED, () -> "no problems are left", () -> !Files.exists(problems(taker)));
        assertThat(problems(giver)).doesNotExist();
        ShopFiles.delete(file(taker));
    }

    private static void atOnce(Runnable one, Runnable other) {
        CyclicBarrier barrier = new CyclicBarrier(2);
        Thread thread = new Thread(() -> together(barrier, other));
        thread.start();
        together(barrier, one);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void together(CyclicBarrier barrier, Runnable task) {
        try {
            barrier.await();
        } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
            throw new AssertionError(e);
        }
        task.run();
    }

    private static Http.Answer get(String host) {
        return Http.get(container.httpPort(), host, "/");
    }

    private static Path file(String id) {
        return container.deploy().resolve(id + ".catalog.zip");
    }

    private static Path problems(String id) {
        return container.deploy().resolve(id + ".catalog.zip.problems.txt");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
