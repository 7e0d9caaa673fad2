package org.souk.itests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.souk.itests.Container;
import org.souk.itests.Http;
import org.souk.itests.ShopFiles;
import org.souk.itests.Shopper;

/** The deploy folder takes catalogs, and nothing else of what Karaf would install. What is nearly a catalog is told its right name. */
@ExtendWith(Drops.InContainer.class)
class OnlyCatalogsIT {
    private static final String FEATURES = """
            <?xml version="1.0" encoding="UTF-8"?>
            <features name="intruding-features" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
              <feature name="intruding-feature" version="1"/>
            </features>
            """;

    private final Drops drops;

    OnlyCatalogsIT(Drops drops) {
        this.drops = drops;
    }

    /** All at once: each is told after some seconds. */
    @BeforeAll
    static void dropAll(Drops drops) throws IOException {
        othersAreRefused()
                .map(Arguments::get)
                .forEach(other -> ShopFiles.put(drops.deploy().resolve((String) other[1]), (byte[]) other[2]));
        nearlyRight().map(Arguments::get).forEach(near -> {
            Path dropped = drops.deploy().resolve((String) near[0]);
            if (near[1] == null) {
                new ShopFiles("bakery", "bakery.localhost")
                        .files()
                        .forEach((file, content) -> ShopFiles.put(dropped.resolve(file), content));
            } else {
                ShopFiles.put(dropped, (byte[]) near[1]);
            }
        });
    }

    @AfterAll
    static void removeAll(Drops drops) throws IOException {
        Stream.concat(
                        othersAreRefused().map(other -> other.get()[1]),
                        nearlyRight().map(near -> near.get()[0]))
                .forEach(name -> OddFiles.remove(drops.deploy().resolve((String) name)));
        drops.othersAreTaken();
    }

    static Stream<Arguments> othersAreRefused() throws IOException {
        return Stream.of(
                other("a plain bundle", "plain.jar", bundle("org.example.intruder.plain"), "bundle:list", "intruder"),
                other(
                        "a features file",
                        "intruding.xml",
                        FEATURES.getBytes(StandardCharsets.UTF_8),
                        "feature:list",
                        "intruding"),
                other("a Karaf archive", "intruding.kar", bundle("org.example.intruder.kar"), "kar:list", "intruding"),
                other(
                        "a configuration of its own",
                        "org.example.intruder.cfg",
                        "a = b\n".getBytes(StandardCharsets.UTF_8),
                        "config:list \"(service.pid=org.example.*)\"",
                        "intruder"),
                other(
                        "the configuration of another shop's customers",
                        "org.souk.customers.cfg",
                        "intruding = healthy nasty\n".getBytes(StandardCharsets.UTF_8),
                        "config:list \"(service.pid=org.souk.customers)\"",
                        "intruding"),
                other(
                        "the setting that would accept all of these",
                        "org.souk.deploy.cfg",
                        "accepts = all\njava = allow\nintruding = yes\n".getBytes(StandardCharsets.UTF_8),
                        "config:list \"(service.pid=org.souk.deploy)\"",
                        "intruding"));
    }

    private static Arguments other(String what, String name, byte[] content, String command, String effect) {
        return Arguments.of(what, name, content, command, effect);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void othersAreRefused(String what, String name, byte[] content, String command, String effect) {
        assertThat(drops.problems(drops.deploy().resolve(name))).contains("catalog");
        Container.Shell shell = drops.container.client(command);
        assertThat(shell.output()).doesNotContain(effect);
    }

    @Test
    @DisplayName("a dropped configuration of the web trusts no proxy")
    void webConfiguration() {
        Path file = ShopFiles.put(
                drops.deploy().resolve("org.souk.web.cfg"),
                "trustedProxies = 0.0.0.0/0\n".getBytes(StandardCharsets.UTF_8));
        try {
            assertThat(drops.problems(file)).contains("catalog");
            Http.Answer answer = Http.send(
                    drops.container.httpPort(),
                    "nobody.localhost",
                    "GET",
                    "/",
                    null,
                    Map.of("X-Forwarded-Host", "healthy.localhost"));
            assertThat(answer.status()).isEqualTo(421);
        } finally {
            drops.remove(file);
        }
    }

    @Test
    @DisplayName("a configuration of the database that is dropped and deleted again changes nothing")
    void databaseConfiguration() {
        Path file = ShopFiles.put(
                drops.deploy().resolve("org.souk.database.cfg"),
                "url = jdbc:derby://127.0.0.1:1/souk\n".getBytes(StandardCharsets.UTF_8));
        String problems;
        try {
            problems = drops.problems(file);
        } finally {
            drops.remove(file);
        }
        assertThat(problems).contains("catalog");
        assertThat(drops.container
                        .client("config:list \"(service.pid=org.souk.database)\"")
                        .output())
                .contains("org.souk.database", "spareMegabytes")
                .doesNotContain("127.0.0.1:1/");
        Shopper shopper = drops.container.shopper("healthy.localhost");
        assertThat(shopper.add("SKU-1", 1).status()).isEqualTo(200);
    }

    static Stream<Arguments> nearlyRight() {
        byte[] zip = new ShopFiles("bakery", "bakery.localhost").zip();
        return Stream.of(
                Arguments.of("bakery.zip", zip, "bakery.catalog.zip"),
                Arguments.of("bakery.catalog.ZIP", zip, "bakery.catalog.zip"),
                Arguments.of("bakery.Catalog.zip", zip, "bakery.catalog.zip"),
                Arguments.of("bakery.catalog (1).zip", zip, "bakery.catalog.zip"),
                Arguments.of("bakery.catalog.zip.zip", zip, "bakery.catalog.zip"),
                Arguments.of("bakery", null, "bakery.catalog"),
                Arguments.of("bakery.Catalog", null, "bakery.catalog"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void nearlyRight(String name, byte[] zip, String right) {
        assertThat(drops.problems(drops.deploy().resolve(name))).contains(right);
        assertThat(drops.status("bakery.localhost")).isEqualTo(421);
    }

    @Test
    @DisplayName("folders with a manifest never become bundles")
    void foldersAreNoBundles() {
        List<String> names = List.of("old", ".git", "__MACOSX", "nasty.catalog");
        try {
            for (String name : names) {
                ShopFiles.put(
                        drops.deploy().resolve(name).resolve("META-INF/MANIFEST.MF"),
                        ("Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: org.example.intruder."
                                        + name.replaceAll("[^a-zA-Z]", "")
                                        + "\nBundle-Version: 1.0.0\n")
                                .getBytes(StandardCharsets.UTF_8));
            }
            drops.problems(drops.deploy().resolve("old"));
            drops.othersAreTaken();
            assertThat(drops.container.client("bundle:list -t 0 -s").output()).doesNotContain("intruder");
            assertThat(Drops.problemsFile(drops.deploy().resolve(".git"))).doesNotExist();
            assertThat(Drops.problemsFile(drops.deploy().resolve("__MACOSX"))).doesNotExist();
        } finally {
            names.forEach(name -> drops.remove(drops.deploy().resolve(name)));
        }
    }

    /** A jar with a manifest alone: Karaf installs it as a bundle. */
    static byte[] bundle(String name) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        // Karaf wraps a jar without a version, and gives it another name
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }
}
