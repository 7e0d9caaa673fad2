package org.souk.deployer.internal.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.osgi.framework.BundleActivator;
import org.souk.api.spi.PriceRule;

/** A catalog's jar with Java that a test wrote: a price rule {@code shop.Rule} and the activator {@code shop.Shop} that registers it. */
final class JavaJar {
    private JavaJar() {}

    /**
     * Compiles it.
     *
     * @param start what the activator does before it registers the rule; {@code context} is there
     * @param stop what it does when it is stopped
     */
    static Path make(Path folder, String id, String start, String stop) {
        try {
            Path work = Files.createTempDirectory(folder, id);
            Path source = Files.createDirectories(work.resolve("shop"));
            Files.writeString(source.resolve("Rule.java"), """
                    package shop;
                    public class Rule implements org.souk.api.spi.PriceRule {
                        public org.souk.api.money.Money unitPrice(Request request) { return request.price(); }
                    }
                    """);
            Files.writeString(
                    source.resolve("Shop.java"), """
                    package shop;
                    public class Shop implements org.osgi.framework.BundleActivator {
                        public void start(org.osgi.framework.BundleContext context) throws Exception {
                            START
                            context.registerService(org.souk.api.spi.PriceRule.class, new Rule(), null);
                        }
                        public void stop(org.osgi.framework.BundleContext context) throws Exception { STOP }
                    }
                    """.replace("START", start).replace("STOP", stop));
            Path classes = Files.createDirectories(work.resolve("classes"));
            int status = ToolProvider.getSystemJavaCompiler()
                    .run(
                            null,
                            null,
                            null,
                            "-nowarn",
                            "-d",
                            classes.toString(),
                            "-cp",
                            of(PriceRule.class) + java.io.File.pathSeparator + of(BundleActivator.class),
                            source.resolve("Rule.java").toString(),
                            source.resolve("Shop.java").toString());
            if (status != 0) {
                throw new AssertionError("the test's Java does not compile");
            }
            return pack(work.resolve("shop.jar"), id, classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path pack(Path jar, String id, Path classes) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        List.of(
                        "Bundle-ManifestVersion: 2",
                        "Bundle-SymbolicName: shop." + id,
                        "Bundle-Version: 1.0",
                        "Souk-Catalog: " + id,
                        "Bundle-Activator: shop.Shop",
                        "Import-Package: org.osgi.framework, org.souk.api.spi, org.souk.api.money",
                        "Provide-Capability: osgi.service;objectClass:List<String>=\"org.souk.api.spi.PriceRule\"")
                .forEach(header -> main.putValue(header.split(": ", 2)[0], header.split(": ", 2)[1]));
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out, manifest);
                Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                packed.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, packed);
            }
        }
        return jar;
    }

    private static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
