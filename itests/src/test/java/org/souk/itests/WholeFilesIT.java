package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Only whole archives are deployed, however they are copied, and folders when they have settled. */
@ExtendWith(SharedContainer.class)
class WholeFilesIT {
    private static final Duration PROMISED = Duration.ofSeconds(2);
    /** Longer than the quiet time of a complete file, and longer than the wait for an incomplete one. */
    private static final Duration STALL = Duration.ofMillis(2_500);

    private static final int PRODUCTS = 300;
    private static Container container;

    @BeforeAll
    static void theContainer(Container shared) {
        container = shared;
    }

    @Test
    @DisplayName("a copy that stalls again and again is never deployed half, and live when its end has come")
    void stalledCopy() {
        String host = "stalled.localhost";
        byte[] zip = new ShopFiles("stalled", host).edition(1, PRODUCTS).zip();
        writeInSteps(
                file("stalled"), zip, 0, 3, () -> assertThat(get(host).status()).isEqualTo(421));
        awaitEdition(host, 1);
    }

    @Test
    @DisplayName("an overwrite that stalls leaves the version before in place, cut off or half old and half new")
    void stalledOverwrite() {
        String host = "overwritten.localhost";
        ShopFiles shop = new ShopFiles("overwritten", host);
        Path file = shop.edition(1, PRODUCTS).drop(container.deploy());
        awaitEdition(host, 1);
        try (Load load = new Load(container, host, List.of("/", "/p/item-1"), new Editions())) {
            truncate(file);
            writeInSteps(file, shop.edition(2, PRODUCTS).zip(), 0, 2, () -> assertThat(Editions.is(get(host), 1))
                    .isTrue());
            awaitEdition(host, 2);
            // as rsync --inplace does: the old bytes stay until the new ones are written over them
            byte[] third = shop.edition(3, PRODUCTS).zip();
            writeInSteps(file, third, 0, 2, () -> assertThat(Editions.is(get(host), 2))
                    .isTrue());
            setLength(file, third.length);
            awaitEdition(host, 3);
            load.assertUnharmed();
        }
        Await.until(PROMISED, () -> "its problems are gone", () -> !Files.exists(problems("overwritten")));
    }

    @Test
    @DisplayName("mv, a temporary name that is renamed, and cp -p of an older file are updates like any other")
    void otherWaysToCopy() throws IOException {
        String host = "moved.localhost";
        ShopFiles shop = new ShopFiles("moved", host);
        Path file = file("moved");
        Path aside = container.home().resolve("moved.catalog.zip");
        ShopFiles.put(aside, shop.edition(1, PRODUCTS).zip());
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        awaitEdition(host, 1);
        try (Load load = new Load(container, host, List.of("/", "/p/item-1"), new Editions())) {
            Path hidden = container.deploy().resolve(".moved.catalog.zip.Xa81qZ");
            ShopFiles.put(hidden, shop.edition(2, PRODUCTS).zip());
            Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            awaitEdition(host, 2);
            ShopFiles.put(aside, shop.edition(3, PRODUCTS).zip());
            Files.setLastModifiedTime(aside, FileTime.from(Instant.parse("2020-02-29T12:00:00Z")));
            Files.copy(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            awaitEdition(host, 3);
            load.assertUnharmed();
        }
    }

    @Test
    @DisplayName("a folder that is edited file by file is taken when it has settled, never in between")
    void editedFolder() {
        String host = "edited.localhost";
        ShopFiles shop = new ShopFiles("edited", host);
        Path folder = shop.edition(1, PRODUCTS).dropFolder(container.deploy());
        awaitEdition(host, 1);
        try (Load load = new Load(container, host, List.of("/", "/p/item-1"), new Editions())) {
            for (int edition = 2; edition <= 4; edition++) {
                shop.edition(edition, PRODUCTS).files().forEach((name, content) -> {
                    ShopFiles.put(folder.resolve(name), content);
                    // shorter than a folder must lie still
                    LockSupport.parkNanos(Duration.ofMillis(350).toNanos());
                });
                awaitEdition(host, edition);
            }
            load.assertUnharmed();
        }
    }

    /** Overwrites a file in steps. Pauses after each step but the last, and checks a condition during the pause. */
    private static void writeInSteps(Path file, byte[] content, int from, int stalls, Runnable meanwhile) {
        int step = (content.length - from) / (stalls + 1);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i <= stalls; i++) {
                int start = from + i * step;
                out.seek(start);
                out.write(content, start, (i == stalls ? content.length : start + step) - start);
                if (i < stalls) {
                    long end = System.nanoTime() + STALL.toNanos();
                    while (System.nanoTime() < end) {
                        meanwhile.run();
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void truncate(Path file) {
        setLength(file, 0);
    }

    private static void setLength(Path file, long length) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitEdition(String host, int edition) {
        Await.until(
                PROMISED, () -> "edition " + edition + " is live: " + get(host), () -> Editions.is(get(host), edition));
    }

    private static Http.Answer get(String host) {
        return Http.get(container.httpPort(), host, "/p/item-1");
    }

    private static Path file(String id) {
        return container.deploy().resolve(id + ".catalog.zip");
    }

    private static Path problems(String id) {
        return container.deploy().resolve(id + ".catalog.zip.problems.txt");
    }
}
