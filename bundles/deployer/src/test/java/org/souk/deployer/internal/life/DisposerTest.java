package org.souk.deployer.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.api.catalog.CatalogId;

class DisposerTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("What waits when the lanes end is closed at the stop, and nothing is deleted then")
    void left() throws InterruptedException {
        List<String> closed = new CopyOnWriteArrayList<>();
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        SerialExecutor lanes = new SerialExecutor(2);
        Disposer retirement = new Disposer(lanes, new CatalogStateStore(folder));
        retirement.later(() -> {
            began.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        began.await();
        retirement.later(() -> {
            throw new IllegalStateException("it does not close");
        });
        retirement.later(() -> closed.add("queued"));
        retirement.delete(new CatalogId("tack"), folder);
        retirement.stopping();
        // so that the lanes wait for nobody
        Thread.currentThread().interrupt();
        lanes.close();
        assertThat(Thread.interrupted()).isTrue();
        retirement.stop();
        retirement.later(() -> closed.add("late"));
        assertThat(closed).containsExactly("queued", "late");
        assertThat(Files.isDirectory(folder)).isTrue();
        end.countDown();
    }
}
