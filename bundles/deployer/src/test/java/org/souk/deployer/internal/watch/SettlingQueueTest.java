package org.souk.deployer.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.deployer.internal.archive.DropExaminer;
import org.souk.deployer.internal.archive.DropExaminer.Examined;
import org.souk.deployer.internal.concurrent.SerialExecutor;
import org.souk.deployer.internal.problem.Limits;
import org.souk.itests.Await;

class SettlingQueueTest implements SettlingHandler {
    private static final Duration SLOW = Duration.ofMillis(500);

    @TempDir
    Path temp;

    private final SerialExecutor executor = new SerialExecutor(1);
    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private volatile boolean whole = true;
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private volatile boolean failing;
    private volatile boolean outOfMemory;
    private volatile Path hanging = Path.of("");
    private SettlingQueue settling;
    private Path file;

    @BeforeEach
    void open() {
        settling = new SettlingQueue(
                executor,
                new SettlingQueue.QuietTimes(
                        Duration.ofMillis(300),
                        Duration.ofMillis(300),
                        Duration.ofMillis(600),
                        Duration.ofMillis(900),
                        Duration.ofMillis(300)),
                this::examine);
        file = temp.resolve("x.catalog.zip");
    }

    @AfterEach
    void close() {
        settling.close();
        executor.close();
    }

    private Optional<Examined> examine(Path path) throws IOException {
        if (outOfMemory) {
            throw new OutOfMemoryError("says the test");
        }
        if (failing) {
            throw new IOException("the disk fails, says the test");
        }
        CountDownLatch hang = path.equals(hanging) ? new CountDownLatch(1) : new CountDownLatch(0);
        try {
            hang.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return new DropExaminer(Limits.DEFAULT).examine(path);
    }

    @Override
    public boolean settled(Path path, Examined found, boolean last) {
        calls.add((last ? "last " : "settled ") + path.toFile().length());
        try {
            hold.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return whole || last;
    }

    @Override
    public void gone(Path path) {
        calls.add("gone");
    }

    private String next() throws InterruptedException {
        return calls.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void aFileThatGrowsIsWaitedFor() throws Exception {
        settling.open(this, Set.of());
        for (int i = 0; i < 12; i++) {
            Files.writeString(file, "more", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            settling.changed(file);
            // the copy is slow on purpose, so the test has to sleep
            assertThat(calls.poll(50, TimeUnit.MILLISECONDS)).isNull();
        }
        assertThat(next()).isEqualTo("settled 48");
        settling.changed(file);
        assertThat(calls.poll(500, TimeUnit.MILLISECONDS)).as("nothing changed").isNull();
        settling.again(file);
        assertThat(next()).isEqualTo("settled 48");
    }

    @Test
    void aFolderIntoWhichRsyncWritesIsWaitedFor() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("x.catalog"));
        Files.writeString(folder.resolve("catalog.yaml"), "id: x\n");
        Path arriving = folder.resolve(".products.csv.Xa12bC");
        settling.open(this, Set.of(folder));
        for (int i = 0; i < 12; i++) {
            Files.writeString(arriving, "more", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            assertThat(calls.poll(50, TimeUnit.MILLISECONDS)).isNull();
        }
        Files.move(arriving, folder.resolve("products.csv"));
        assertThat(next()).startsWith("settled");
        assertThat(folder.resolve("products.csv")).exists();
        Files.writeString(arriving, "more");
        settling.changed(folder);
        assertThat(calls.poll(500, TimeUnit.MILLISECONDS)).as("nothing changed").isNull();
    }

    @Test
    void aFolderThatIsCopiedWithPausesIsWaitedForLonger() {
        SettlingQueue.QuietTimes quiet = SettlingQueue.QuietTimes.DEFAULT;
        assertThat(quiet.folder(0)).isEqualTo(Duration.ofMillis(700).toNanos());
        assertThat(quiet.folder(Duration.ofMillis(400).toNanos()))
                .isEqualTo(Duration.ofMillis(1200).toNanos());
        assertThat(quiet.folder(Duration.ofSeconds(30).toNanos()))
                .as("live two seconds after the copy")
                .isEqualTo(Duration.ofMillis(1400).toNanos());
        assertThat(quiet.incomplete(false, 0)).isEqualTo(Duration.ofMillis(1500).toNanos());
        assertThat(quiet.incomplete(true, 0)).isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(quiet.incomplete(false, Duration.ofSeconds(2).toNanos()))
                .isEqualTo(Duration.ofSeconds(6).toNanos());
        assertThat(quiet.incomplete(true, Duration.ofHours(1).toNanos()))
                .isEqualTo(Duration.ofSeconds(10).toNanos());
    }

    @Test
    void oneThatIsNotWholeIsWaitedForAndThenGivenUp() throws Exception {
        whole = false;
        Files.writeString(file, "half");
        settling.open(this, Set.of(file));
        assertThat(next()).isEqualTo("settled 4");
        assertThat(settling.settled()).isFalse();
        assertThat(next()).isEqualTo("last 4");
        Await.until(Duration.ofSeconds(10), settling::settled);
    }

    @Test
    void replacingByRemovingFirstIsNoRemoval() throws Exception {
        Files.writeString(file, "one");
        settling.open(this, Set.of(file));
        assertThat(next()).isEqualTo("settled 3");
        Files.delete(file);
        settling.changed(file);
        Files.writeString(file, "three");
        settling.changed(file);
        assertThat(next()).isEqualTo("settled 5");
        Files.delete(file);
        settling.changed(file);
        assertThat(next()).isEqualTo("gone");
    }

    @Test
    void aMissingDeployFolderRemovesNothing() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("share"));
        Path there = Files.writeString(folder.resolve("x.catalog.zip"), "x");
        settling.open(this, Set.of(there));
        assertThat(next()).isEqualTo("settled 1");
        Path away = Files.move(folder, temp.resolve("away"));
        settling.changed(there);
        assertThat(calls.poll(800, TimeUnit.MILLISECONDS)).isNull();
        assertThat(away).isDirectory();
    }

    @Test
    void whatIsToBeDoneAgainWhileItIsDoneIsDoneAgain() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        hold = end;
        Files.writeString(file, "x");
        settling.open(this, Set.of(file));
        assertThat(next()).isEqualTo("settled 1");
        settling.again(file);
        hold = new CountDownLatch(0);
        end.countDown();
        assertThat(next()).isEqualTo("settled 1");
        assertThat(calls.poll(600, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void whatWentMeanwhileIsNotDoneAgainLater() throws Exception {
        Files.writeString(file, "x");
        settling.open(this, Set.of(file));
        assertThat(next()).isEqualTo("settled 1");
        settling.later(() -> settling.again(file), Duration.ofMillis(100));
        assertThat(next()).isEqualTo("settled 1");
        Files.delete(file);
        settling.changed(file);
        assertThat(next()).isEqualTo("gone");
        settling.later(() -> settling.again(file), Duration.ofMillis(100));
        assertThat(calls.poll(800, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aKnownFileIsNotHandedOverAgain() throws IOException, InterruptedException {
        Files.writeString(file, "x");
        settling.known(file, examine(file).orElseThrow().fingerprint());
        settling.open(this, Set.of(file));
        assertThat(calls.poll(600, TimeUnit.MILLISECONDS)).isNull();
        assertThat(settling.settled()).isTrue();
    }

    @Test
    void aPathThatCannotBeExaminedIsNotGone() throws Exception {
        Files.writeString(file, "one");
        settling.open(this, Set.of(file));
        assertThat(next()).isEqualTo("settled 3");
        failing = true;
        Files.delete(file);
        settling.changed(file);
        assertThat(calls.poll(800, TimeUnit.MILLISECONDS)).isNull();
        settling.poll(List.of(), SLOW);
        Await.until(Duration.ofSeconds(10), () -> settling.trouble().contains("the disk fails"));
        failing = false;
        assertThat(next()).isEqualTo("gone");
        Await.until(Duration.ofSeconds(10), () -> {
            settling.poll(List.of(), SLOW);
            return settling.trouble().isEmpty();
        });
    }

    @Test
    void aPathWhoseExaminationHangsDelaysNoOther() throws Exception {
        hanging = Files.writeString(temp.resolve("y.catalog.zip"), "hangs");
        Files.writeString(file, "x");
        settling.open(this, Set.of());
        settling.poll(List.of(hanging, file), SLOW);
        assertThat(next()).isEqualTo("settled 1");
        Await.until(Duration.ofSeconds(10), () -> {
            settling.poll(List.of(hanging, file), SLOW);
            return settling.trouble().contains("y.catalog.zip takes long to be examined");
        });
    }

    @Test
    void anErrorIsNotTheLastExamination() throws Exception {
        outOfMemory = true;
        Files.writeString(file, "x");
        settling.open(this, Set.of(file));
        Await.until(Duration.ofSeconds(10), settling::settled);
        outOfMemory = false;
        assertThat(next()).isEqualTo("settled 1");
    }

    @Test
    void aPathThatCannotBeExaminedDelaysNoStart() throws Exception {
        failing = true;
        Files.writeString(file, "x");
        settling.open(this, Set.of(file));
        Await.until(Duration.ofSeconds(10), settling::settled);
    }
}
