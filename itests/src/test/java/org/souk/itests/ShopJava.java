package org.souk.itests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A catalog with Java that a test makes up: a jar with a price rule, compiled against the API that is in the distribution. */
final class ShopJava {
    private final String id;
    private final ShopFiles files;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String members = "";
    private String price = "return request.price();";

    ShopJava(String id, String host) {
        this.id = id;
        this.files = new ShopFiles(id, host);
        headers.put("Bundle-ManifestVersion", "2");
        headers.put("Bundle-SymbolicName", "com.example." + id);
        headers.put("Souk-Catalog", id);
        headers.put("Import-Package", "org.souk.api.spi;version=\"[1,2)\",org.souk.api.money;version=\"[1,2)\"");
        headers.put("Service-Component", "OSGI-INF/rule.xml");
        headers.put("Provide-Capability", "osgi.service;objectClass:List<String>=\"org.souk.api.spi.PriceRule\"");
    }

    /** What else the class of the rule has, its constructor {@code Rule()} say. */
    ShopJava with(String more) {
        members = more;
        return this;
    }

    /** The body of {@code Money unitPrice(Request request)}. */
    ShopJava price(String body) {
        price = body;
        return this;
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
    Path drop(Container container) {
        return ShopFiles.put(container.deploy().resolve(id + ".jar"), jar(container));
    }

    private byte[] jar(Container container) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(manifest.getMainAttributes()::putValue);
        Map<String, byte[]> entries = new LinkedHashMap<>(files.files());
        entries.put("OSGI-INF/rule.xml", """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="shop.Rule">
                  <implementation class="shop.Rule"/>
                  <service><provide interface="org.souk.api.spi.PriceRule"/></service>
                </scr:component>
                """.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            compile(container, entries);
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

    private void compile(Container container, Map<String, byte[]> into) throws IOException {
        Path work = Files.createTempDirectory("shop");
        Path source = work.resolve("Rule.java");
        Files.writeString(source, """
                package shop;
                import org.souk.api.money.Money;
                import org.souk.api.spi.PriceRule;
                public class Rule implements PriceRule {
                    MEMBERS
                    @Override public Money unitPrice(Request request) { PRICE }
                }
                """.replace("MEMBERS", members).replace("PRICE", price));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        boolean compiled;
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            compiled = compiler.getTask(
                            said,
                            manager,
                            null,
                            java.util.List.of(
                                    "--release",
                                    "17",
                                    "-proc:none",
                                    "-d",
                                    work.toString(),
                                    "-cp",
                                    api(container).toString()),
                            null,
                            manager.getJavaFileObjects(source))
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

    private static Path api(Container container) throws IOException {
        try (Stream<Path> all = Files.walk(container.home().resolve("system/org/souk/souk-api"))) {
            return all.filter(path -> path.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
