package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However a shop is overwritten, each page is wholly of one version, never of an older one than the page before, and none fails. */
@ExtendWith(SharedContainer.class)
class UnmixedIT {
    private static final Duration PROMISED = Duration.ofSeconds(2);
    private static final int PRODUCTS = 300;
    private static Container container;

    @BeforeAll
    static void theContainer(Container shared) {
        container = shared;
    }

    @Test
    @DisplayName("a zip")
    void zip() {
        ShopFiles shop = new ShopFiles("unmixed-zip", "unmixed-zip.localhost");
        overwrite("unmixed-zip.localhost", "/p/item-1", edition -> shop.edition(edition, PRODUCTS)
                .drop(container.deploy()));
    }

    @Test
    @DisplayName("a folder")
    void folder() {
        ShopFiles shop = new ShopFiles("unmixed-folder", "unmixed-folder.localhost");
        overwrite("unmixed-folder.localhost", "/p/item-1", edition -> shop.edition(edition, PRODUCTS)
                .dropFolder(container.deploy()));
    }

    @Test
    @DisplayName("a jar that brings Java, by its file and by bundle:update")
    void jar() {
        Path file = container.deploy().resolve(DemoJar.FILE);
        overwrite(DemoJar.HOST, "/search?q=tee", edition -> ShopFiles.put(file, DemoJar.edition(container, edition)));
        Path aside = container.home().resolve("update.jar");
        overwriteFrom(11, DemoJar.HOST, "/search?q=tee", edition -> {
            ShopFiles.put(aside, DemoJar.edition(container, edition));
            Container.Shell update = container.client("bundle:update " + DemoJar.BUNDLE + " file:" + aside);
            assertThat(update.status()).as(update.output()).isZero();
        });
        ShopFiles.delete(file);
    }

    private static void overwrite(String host, String page, IntConsumer drop) {
        drop.accept(1);
        awaitEdition(host, 1);
        overwriteFrom(2, host, page, drop);
    }

    private static void overwriteFrom(int first, String host, String page, IntConsumer drop) {
        try (Load one = new Load(container, host, List.of("/", page), new Editions());
                Load other = new Load(container, host, List.of(page, "/"), new Editions())) {
            for (int edition = first; edition < first + 4; edition++) {
                drop.accept(edition);
                awaitEdition(host, edition);
            }
            one.assertUnharmed();
            other.assertUnharmed();
        }
    }

    private static void awaitEdition(String host, int edition) {
        Await.until(
                PROMISED,
                () -> "edition " + edition + " is live: " + Http.get(container.httpPort(), host, "/"),
                () -> Editions.is(Http.get(container.httpPort(), host, "/"), edition));
    }
}
