package org.souk.deployer.internal.live;

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
import org.souk.deployer.internal.concurrent.SerialExecutor;
import org.souk.deployer.internal.state.CatalogStateStore;

class DisposerTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("What waits when the lanes end is closed at the stop, and nothing is deleted then")
    void left() throws InterruptedException {
        List<String> closed = new CopyOnWriteArrayList<>();
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        SerialExecutor executor = new SerialExecutor(2);
        Disposer disposer = new Disposer(executor, new CatalogStateStore(folder));
        disposer.submit(() -> {
            began.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        began.await();
        disposer.submit(() -> {
            throw new IllegalStateException("it does not close");
        });
        disposer.submit(() -> closed.add("queued"));
        disposer.delete(new CatalogId("tack"), folder);
        disposer.stopping();
        // so that the executor can end
        Thread.currentThread().interrupt();
        executor.close();
        assertThat(Thread.interrupted()).isTrue();
        disposer.stop();
        disposer.submit(() -> closed.add("late"));
        assertThat(closed).containsExactly("queued", "late");
        assertThat(Files.isDirectory(folder)).isTrue();
        end.countDown();
    }
}
