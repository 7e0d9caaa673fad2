package org.souk.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes of merchants: each is refused with a message in a file beside the catalog, and nothing else changes. */
@ExtendWith(SharedContainer.class)
class BadInputIT {
    private static final String HELD = "held.localhost";
    private static Container container;

    @BeforeAll
    static void aShopThatGoesOn(Container shared) {
        container = shared;
        new ShopFiles("held", HELD).drop(container.deploy());
        Await.until(
                Duration.ofSeconds(10),
                () -> "held is live",
                () -> Http.get(container.httpPort(), HELD, "/").status() == 200);
    }

    static Stream<Arguments> refused() throws IOException {
        byte[] good = new ShopFiles("bad", "bad.localhost").zip();
        return Stream.of(
                of(
                        "broken YAML",
                        shop().with("catalog.yaml", "id: bad\nname: [unclosed\nhosts: x\n")
                                .zip(),
                        "catalog.yaml:"),
                of("unknown key", shop().yaml("curency: GBP").zip(), "catalog.yaml:6", "curency", "currency"),
                of(
                        "missing column",
                        shop().with("products.csv", "Handle,Title\na,A\n").zip(),
                        "products.csv:1",
                        "Variant Price"),
                of("negative price", shop().products(3, "-1.00", 5).zip(), "products.csv:2", "-1.00"),
                of("a price that is none", shop().products(1, "ten", 5).zip(), "products.csv:2", "ten"),
                of("a host held by another", new ShopFiles("bad", HELD).zip(), HELD, "held"),
                of("another id inside", new ShopFiles("other", "bad.localhost").zip(), "other", "bad"),
                of("no products", shop().without("products.csv").zip(), "products.csv"),
                of("no catalog.yaml", shop().without("catalog.yaml").zip(), "catalog.yaml"),
                of("a path outside", zipOf("../outside.txt", "x"), "../outside.txt"),
                of("an absolute path", zipOf("/etc/outside.txt", "x"), "/etc/outside.txt"),
                of("a zip bomb", zipOf("static/bomb.svg", " ".repeat(40_000_000)), "200 times"),
                of("a truncated zip", Arrays.copyOf(good, good.length / 2), "bad.catalog.zip"),
                of("a file of no bytes", new byte[0], "bad.catalog.zip"),
                of("no zip at all", "hello".getBytes(StandardCharsets.UTF_8), "bad.catalog.zip"));
    }

    private static ShopFiles shop() {
        return new ShopFiles("bad", "bad.localhost");
    }

    private static Arguments of(String what, byte[] file, String... told) {
        return Arguments.of(what, file, told);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, byte[] file, String... told) {
        Path dropped = ShopFiles.put(container.deploy().resolve("bad.catalog.zip"), file);
        Path problems = container.deploy().resolve("bad.catalog.zip.problems.txt");
        String text = problems(problems);
        assertThat(text).as(what).contains(told).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(Http.get(container.httpPort(), "bad.localhost", "/").status())
                .isEqualTo(421);
        assertThat(Http.get(container.httpPort(), HELD, "/").status()).isEqualTo(200);
        ShopFiles.delete(dropped);
        Await.until(Duration.ofSeconds(5), () -> problems + " goes with its file", () -> !Files.exists(problems));
    }

    @Test
    @DisplayName("a jar with Souk-Catalog and no catalog.yaml")
    void emptyJar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "bad");
        manifest.getMainAttributes().putValue("Souk-Catalog", "bad");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        Path jar = ShopFiles.put(container.deploy().resolve("bad.jar"), bytes.toByteArray());
        assertThat(problems(container.deploy().resolve("bad.jar.problems.txt"))).contains("catalog.yaml");
        ShopFiles.delete(jar);
    }

    @Test
    @DisplayName("one id in two files: the second is refused, the first goes on")
    void oneIdTwice() {
        Path folder = new ShopFiles("held", "second.localhost").dropFolder(container.deploy());
        String text = problems(container.deploy().resolve("held.catalog.problems.txt"));
        assertThat(text).contains("held.catalog.zip").contains("held");
        assertThat(Http.get(container.httpPort(), HELD, "/").status()).isEqualTo(200);
        assertThat(Http.get(container.httpPort(), "second.localhost", "/").status())
                .isEqualTo(421);
        ShopFiles.delete(folder.resolve("catalog.yaml"));
        ShopFiles.delete(folder.resolve("products.csv"));
        ShopFiles.delete(folder);
    }

    @Test
    @DisplayName("a refused update leaves the version before in place; the next good one removes the problems")
    void refusedUpdate() {
        ShopFiles shop = new ShopFiles("update", "update.localhost");
        shop.drop(container.deploy());
        Await.until(Duration.ofSeconds(10), () -> "live", () -> price("update.localhost")
                .contains("1000"));
        shop.products(3, "-5", 1).drop(container.deploy());
        Path problems = container.deploy().resolve("update.catalog.zip.problems.txt");
        assertThat(problems(problems)).contains("products.csv:2");
        assertThat(price("update.localhost")).contains("1000");
        shop.products(3, "12.00", 1).drop(container.deploy());
        Await.until(Duration.ofSeconds(5), () -> price("update.localhost"), () -> price("update.localhost")
                .contains("1200"));
        Await.until(Duration.ofSeconds(5), () -> "problems are gone", () -> !Files.exists(problems));
    }

    private static String price(String host) {
        return Http.get(container.httpPort(), host, "/api/v1/products/item-1").body();
    }

    private static String problems(Path file) {
        Await.until(Duration.ofSeconds(10), () -> "no " + file.getFileName(), () -> Files.exists(file));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] zipOf(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("catalog.yaml"));
            zip.write("id: bad\nname: Bad\nhosts: [bad.localhost]\ncurrency: GBP\nlocale: en-GB\n"
                    .getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("products.csv"));
            zip.write("Handle,Title,Variant Price\na,A,1\n".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
