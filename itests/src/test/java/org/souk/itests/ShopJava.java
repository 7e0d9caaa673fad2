package org.souk.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A catalog with Java that a test makes up: a jar with services of the SPI, compiled against the API that is in the distribution. */
public final class ShopJava {
    private static final Map<String, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();
    private static final String API =
            "org.souk.api.spi,org.souk.api.money,org.souk.api.order,org.souk.api.payment,org.souk.api.catalog";
    private final String id;
    private final ShopFiles files;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, Service> services = new LinkedHashMap<>();
    private String members = "";

    /** A service and the source text of its class. */
    private record Service(String spi, String members) {}

    /** With a price rule that leaves prices as they are, {@code shop.Rule}. */
    ShopJava(String id, String host) {
        this(id, new ShopFiles(id, host));
        price("return request.price();");
    }

    /** With no service yet. */
    public ShopJava(String id, ShopFiles files) {
        this.id = id;
        this.files = files;
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", "com.example." + id);
        headers.put("Souk-Catalog", id);
        headers.put("Import-Package", API.replace(",", ";version=\"[1,2)\",") + ";version=\"[1,2)\"");
        headers.put("Service-Component", "OSGI-INF/*.xml");
    }

    /** One more service: a class of the package {@code shop} of that name, and what is in it. */
    public ShopJava provide(String spi, String name, String body) {
        services.put(name, new Service(spi, body));
        String capability = "osgi.service;objectClass:List<String>=\"org.souk.api.spi." + spi + "\"";
        headers.merge(
                "Provide-Capability",
                capability,
                (before, more) -> before.contains(more) ? before : before + "," + more);
        return this;
    }

    /** What else the class of the rule has, its constructor {@code Rule()} say. */
    ShopJava with(String more) {
        members = more;
        return this;
    }

    /** The body of {@code Money unitPrice(Request request)}. */
    ShopJava price(String body) {
        return provide("PriceRule", "Rule", "@Override public Money unitPrice(Request request) { " + body + " }");
    }

    ShopJava importing(String name) {
        headers.merge("Import-Package", name, (before, more) -> before + "," + more);
        return this;
    }

    ShopJava version(String version) {
        headers.put("Bundle-Version", version);
        return this;
    }

    /** Drops it as a plain copy would: straight into the file. */
    public Path drop(Container container) {
        return drop(container.deploy(), container.home());
    }

    /**
     * The same into another folder.
     *
     * @param home of a container that has the API
     */
    public Path drop(Path deploy, Path home) {
        return ShopFiles.put(deploy.resolve(id + ".jar"), jar(home));
    }

    private byte[] jar(Path home) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Map<String, byte[]> entries = new LinkedHashMap<>(files.files());
        services.forEach((name, service) -> entries.put("OSGI-INF/" + name + ".xml", """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="shop.NAME">
                  <implementation class="shop.NAME"/>
                  <service><provide interface="org.souk.api.spi.SPI"/></service>
                </scr:component>
                """.replace("NAME", name)
                .replace("SPI", service.spi())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            entries.putAll(classes(home));
            try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    jar.putNextEntry(new JarEntry(entry.getKey()));
                    jar.write(entry.getValue());
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    /** Caches compiled classes by their source. */
    private Map<String, byte[]> classes(Path home) throws IOException {
        String key = services + members;
        Map<String, byte[]> known = COMPILED.get(key);
        if (known == null) {
            known = new LinkedHashMap<>();
            compile(home, known);
            COMPILED.put(key, known);
        }
        return known;
    }

    private void compile(Path home, Map<String, byte[]> into) throws IOException {
        Path work = Files.createTempDirectory("shop");
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<String, Service> service : services.entrySet()) {
            Path source = work.resolve(service.getKey() + ".java");
            Files.writeString(source, """
                    package shop;
                    import org.souk.api.money.Money;
                    import org.souk.api.order.PaymentAttemptId;
                    import org.souk.api.spi.SPI;
                    public class NAME implements SPI {
                        MEMBERS
                    }
                    """.replace("NAME", service.getKey())
                    .replace("SPI", service.getValue().spi())
                    .replace("MEMBERS", members + service.getValue().members()));
            sources.add(source);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        boolean compiled;
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            compiled = compiler.getTask(
                            said,
                            manager,
                            null,
                            List.of(
                                    "--release",
                                    "17",
                                    "-proc:none",
                                    "-d",
                                    work.toString(),
                                    "-cp",
                                    api(home).toString()),
                            null,
                            manager.getJavaFileObjects(sources.toArray(Path[]::new)))
                    .call();
        }
        if (!compiled) {
            throw new AssertionError("the test's Java does not compile: " + said);
        }
        try (Stream<Path> all = Files.walk(work)) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".class")).toList()) {
                into.put(work.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    private static Path api(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home.resolve("system/org/souk/souk-api"))) {
            return all.filter(path -> path.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
