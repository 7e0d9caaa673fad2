package org.souk.deployer.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.souk.deployer.internal.archive.EntryAttributes;

class NonCatalogNoticesTest {
    @TempDir
    Path deploy;

    @Test
    void looksIntoAFolderOnlyWhenItsNoticeIsDue() throws IOException {
        Path folder = Files.createDirectory(deploy.resolve("Bakery"));
        Files.createFile(folder.resolve("catalog.yaml"));
        AtomicInteger looks = new AtomicInteger();
        Path counting = (Path) Proxy.newProxyInstance(
                Path.class.getClassLoader(), new Class<?>[] {Path.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("resolve")) {
                        looks.incrementAndGet();
                    }
                    return method.invoke(folder, arguments);
                });
        EntryAttributes found = EntryAttributes.of(folder);
        Map<String, EntryAttributes> others = Map.of(
                "Bakery",
                new EntryAttributes(counting, true, found.what(), found.size(), found.sizeAndTime(), found.inode()));
        NonCatalogNotices notices = new NonCatalogNotices(Duration.ofSeconds(3));
        for (int second = 0; second < 3; second++) {
            notices.update(deploy, others, false, Duration.ofSeconds(second).toNanos());
        }
        assertThat(looks).hasValue(0);
        for (int second = 3; second < 6; second++) {
            notices.update(deploy, others, false, Duration.ofSeconds(second).toNanos());
        }
        assertThat(looks).hasValue(1);
        assertThat(deploy.resolve("Bakery.problems.txt")).content().contains("rename it to bakery.catalog");
    }
}
