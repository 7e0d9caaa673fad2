package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The starting points of merchants: the folder that catalog:new writes, and the project that the archetype creates. */
@ExtendWith(SharedContainer.class)
class StarterIT {
    /** The golden project, as the build of the archetype has made it. */
    private static final Path JAR =
            Path.of("../catalogs/archetype/target/projects/bakery/project/bakery-shop/target/bakery-shop-1.0.0.jar");

    private static Container container;

    @BeforeAll
    static void container(Container shared) {
        container = shared;
    }

    @Test
    @DisplayName("catalog:new writes a shop that is checked without a warning, goes live as it is, and sells")
    void writtenCheckedDroppedSold() throws IOException {
        Path desk = Files.createDirectories(container.home().resolve("desk"));
        Container.Shell told = container.client("catalog:new first " + desk
                + " --name \"Ada and Daughters\" --host first.localhost --currency GBP --locale en-GB");
        Path written = desk.resolve("first.catalog");
        assertThat(told.status()).as(told.output()).isZero();
        assertThat(told.output()).contains(written.toString());
        assertThat(container.client("catalog:check " + written).output()).contains("would go live", "0 warnings");

        Container.Shell again = container.client("catalog:new first " + desk);
        assertThat(again.status()).isNotZero();
        assertThat(again.output()).contains("is there already").hasLineCount(1);

        copy(written, container.deploy().resolve("first.catalog"));
        Shopper shopper = container.shopper("first.localhost");
        Await.until(Duration.ofSeconds(10), () -> "live", () -> page("first.localhost", "/")
                .contains("Ada and Daughters"));
        assertThat(page("first.localhost", "/p/enamel-mug")).contains("£12.00", "Cream");
        Shopper.Json cart = shopper.add("MUG-CREAM-S", 2);
        assertThat(cart.status()).as(cart.toString()).isEqualTo(200);
        assertThat(cart.text("/total/amount")).isEqualTo("2400");
        assertThat(shopper.checkout().status()).isEqualTo(201);
    }

    @Test
    @DisplayName("the archetype's jar is dropped, and its price rule counts in its own shop alone")
    void archetype() throws IOException {
        assertThat(JAR).isRegularFile();
        assertThat(container.client("catalog:check " + JAR.toRealPath()).output())
                .contains("0 warnings");
        Files.copy(JAR, container.deploy().resolve("bakery.jar"));
        Shopper shopper = container.shopper("corner-bakery.localhost");
        Await.until(
                Duration.ofSeconds(10),
                () -> "live",
                () -> shopper.add("CANDLE-4", 4).status() == 200);
        assertThat(shopper.cart().text("/lines/0/unitPrice/amount")).isEqualTo("1600");

        assertThat(shopper.add("CANDLE-4", 1).text("/lines/0/unitPrice/amount")).isEqualTo("1440");
        assertThat(shopper.cart().text("/total/amount")).isEqualTo("7200");
    }

    private static String page(String host, String path) {
        return Http.get(container.httpPort(), host, path).body();
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path path : all) {
            Files.copy(path, to.resolve(from.relativize(path)));
        }
    }
}
